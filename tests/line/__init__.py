"""Every test of the line is a promise that each of its implementations keeps."""
