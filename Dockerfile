# The house in a box: what it is built on, by hash; then the house alone, run by nobody in particular.
ARG BASE=python:3.11-slim-bookworm

FROM ${BASE} AS packages
COPY requirements.lock /
RUN python -m venv --without-pip /packages \
 && python -m pip --python /packages/bin/python install --no-cache-dir --no-compile --only-binary=:all: \
    --require-hashes -r /requirements.lock

FROM ${BASE}
ENV PATH=/packages/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
COPY --from=packages /packages /packages
WORKDIR /alcove
COPY LICENSE ./
COPY server server
COPY web web
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=5s --timeout=3s --start-period=20s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/ready', timeout=2)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["python", "-m", "server"]
CMD ["serve"]
