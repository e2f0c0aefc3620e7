/* The crowd: opens every line of a plan, sends shares in a closed loop, counts every delivery.
 *
 * It never sleeps inside epoll_wait: a server that must wake it pays for that, and quick ones would look slow.
 * The plan (a file, one line each, parts between tabs; "\n" stands for an end of line in HTTP):
 *   S  template           what is sent; #n is the line's own count, #m the mark that is counted
 *   R  beginning          a line is ready when a frame begins so; without R when it is open
 *   A  beginning  reply   a frame that begins so is answered so
 *   C  room  port  request  first-frame
 * On stdin: `run MESSAGES IN-FLIGHT` (each share follows the last that came to all), `pace MESSAGES PER-SECOND`
 * (by the clock, whatever comes), `stall LINE` (that one reads no more and is not waited for), `end`.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

#define PENDING 32        /* lines that may be opening at once */
#define PATIENCE 15e6     /* microseconds without any delivery until what is missing counts as lost */
#define AFTER 0.2e6       /* how long doubles are listened for when all has come */
#define BUCKETS 20000     /* of 10 microseconds */

typedef struct { int fd, port, room, place, open, ready, stalled, count, had, room_for; char *request, *first; uint8_t *in; } Line;
typedef struct { int *lines, many, stalled, next; } Room; /* next: the share this room has still to say */
typedef struct { int room, came; double sent; uint8_t *seen; } Share;

static Line *lines;
static Room *rooms;
static Share *shares;
static int many_lines, many_rooms, watch, opened, ready, pending;
static int run_from, run_upto, run_done, doubled, closed, closed_loop;
static long delivered, slow[BUCKETS];
static double last_came;
static char *template = "#m", *ready_when = NULL, *asked[8], *answer[8];
static int answers;

static double now(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return at.tv_sec * 1e6 + at.tv_nsec / 1e3;
}

/* -- out ------------------------------------------------------------------------------------------------ */

static void put(Line *line, int opcode, const char *text, int length) {
    uint8_t frame[70000];
    int head = length < 126 ? 2 : 4;
    frame[0] = 0x80 | opcode;
    frame[1] = 0x80 | (length < 126 ? length : 126);
    if (head == 4) { frame[2] = length >> 8; frame[3] = length; }
    memset(frame + head, 0, 4); /* a mask of zeros: the server unmasks all the same, and we need not mask */
    memcpy(frame + head + 4, text, length);
    if (write(line->fd, frame, head + 4 + length) < 0 && errno != EPIPE && errno != ECONNRESET) {
        perror("load: a share did not go out");
        exit(1);
    }
}

static void say(int number) {
    Share *share = &shares[number];
    Room *room = &rooms[share->room];
    Line *line;
    for (int i = number / many_rooms;; i++)
        if (!(line = &lines[room->lines[i % room->many]])->stalled) break;
    char text[65536], *at = text;
    for (const char *it = template; *it; it++)
        if (it[0] == '#' && it[1] == 'n') at += sprintf(at, "%d", ++line->count), it++;
        else if (it[0] == '#' && it[1] == 'm') at += sprintf(at, "~%08d~", number), it++;
        else *at++ = *it;
    share->sent = now();
    put(line, 1, text, at - text);
}

static void say_next(int room) {
    int number = rooms[room].next;
    if (number >= run_upto) return;
    rooms[room].next += many_rooms;
    say(number);
}

/* -- in ------------------------------------------------------------------------------------------------- */

static void came(Line *line, int number) {
    if (number < run_from || number >= run_upto || shares[number].room != line->room) return;
    Share *share = &shares[number];
    if (share->seen[line->place]++) { doubled++; return; }
    double at = now();
    int bucket = (at - share->sent) / 10;
    slow[bucket < BUCKETS ? bucket : BUCKETS - 1]++;
    delivered++;
    last_came = at;
    Room *room = &rooms[line->room];
    if (++share->came == room->many - room->stalled) {
        run_done++;
        if (closed_loop) say_next(line->room);
    }
}

static void text(Line *line, const char *it, int length) {
    if (!line->ready && ready_when && !strncmp(it, ready_when, strlen(ready_when))) line->ready = 1, ready++;
    for (int i = 0; i < answers; i++)
        if (!strncmp(it, asked[i], strlen(asked[i]))) put(line, 1, answer[i], strlen(answer[i]));
    for (const char *end = it + length - 9; it < end && (it = memchr(it, '~', end - it)); it++)
        if (it[9] == '~' && strspn(it + 1, "0123456789") == 8) { came(line, atoi(it + 1)); it += 9; }
}

/* How much of the beginning of `it` is a whole frame; it is understood and gone then. */
static int frame(Line *line, uint8_t *it, int had) {
    if (had < 2) return 0;
    long length = it[1] & 127;
    int head = length == 126 ? 4 : length == 127 ? 10 : 2;
    if (had < head) return 0;
    if (length == 126) length = it[2] << 8 | it[3];
    if (length == 127) { length = 0; for (int i = 2; i < 10; i++) length = length << 8 | it[i]; }
    if (had < head + length) return 0;
    uint8_t after = it[head + length];
    it[head + length] = 0;
    if ((it[0] & 15) == 1) text(line, (char *)it + head, length);
    if ((it[0] & 15) == 9) put(line, 10, (char *)it + head, length);
    it[head + length] = after;
    return head + length;
}

static void goes(Line *line) {
    closed++;
    epoll_ctl(watch, EPOLL_CTL_DEL, line->fd, NULL);
}

static void reads(Line *line) {
    if (line->had + 65536 >= line->room_for) line->in = realloc(line->in, (line->room_for = line->had + 131072) + 1);
    int got = read(line->fd, line->in + line->had, line->room_for - line->had);
    if (got < 0 && errno == EAGAIN) return;
    if (got <= 0) return goes(line);
    int at = 0, took;
    line->had += got;
    line->in[line->had] = 0;
    if (!line->open) {
        char *end = strstr((char *)line->in, "\r\n\r\n");
        if (!end) return;
        if (strncmp((char *)line->in, "HTTP/1.1 101", 12)) {
            fprintf(stderr, "load: not let in: %.400s\n", line->in);
            exit(1);
        }
        at = end + 4 - (char *)line->in;
        line->open = 1, pending--;
        if (!ready_when) line->ready = 1, ready++;
        if (*line->first) put(line, 1, line->first, strlen(line->first));
    }
    while ((took = frame(line, line->in + at, line->had - at)) > 0) at += took;
    line->had -= at;
    memmove(line->in, line->in + at, line->had);
    if (!line->had) free(line->in), line->in = NULL, line->room_for = 0;
}

static void opens(Line *line) {
    int yes = 1;
    struct sockaddr_in there = {.sin_family = AF_INET, .sin_port = htons(line->port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    line->fd = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(line->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (connect(line->fd, (struct sockaddr *)&there, sizeof there)) { perror("load: connect"); exit(1); }
    if (write(line->fd, line->request, strlen(line->request)) < 0) exit(1);
    fcntl(line->fd, F_SETFL, O_NONBLOCK);
    epoll_ctl(watch, EPOLL_CTL_ADD, line->fd, &(struct epoll_event){.events = EPOLLIN, .data.ptr = line});
    pending++;
}

static int turn(void) {
    struct epoll_event it[512];
    int many = epoll_wait(watch, it, 512, 0);
    for (int i = 0; i < many; i++) reads(it[i].data.ptr);
    if (!many) usleep(100);
    return many;
}

/* -- the plan ------------------------------------------------------------------------------------------- */

static char *unfolded(const char *it) {
    char *out = malloc(2 * strlen(it) + 1), *at = out;
    for (; *it; it++)
        if (it[0] == '\\' && it[1] == 'n') *at++ = '\r', *at++ = '\n', it++;
        else *at++ = *it;
    *at = 0;
    return out;
}

static void join(Line *line) {
    if (line->room >= many_rooms) {
        rooms = realloc(rooms, (line->room + 1) * sizeof *rooms);
        memset(rooms + many_rooms, 0, (line->room + 1 - many_rooms) * sizeof *rooms);
        many_rooms = line->room + 1;
    }
    Room *room = &rooms[line->room];
    room->lines = realloc(room->lines, (room->many + 1) * sizeof(int));
    line->place = room->many;
    room->lines[room->many++] = many_lines - 1;
}

static void plan(const char *path) {
    static char it[1 << 20];
    FILE *from = fopen(path, "r");
    if (!from) { perror("load: no plan"); exit(1); }
    while (fgets(it, sizeof it, from)) {
        it[strcspn(it, "\r\n")] = 0;
        char *rest = it, *what = strsep(&rest, "\t");
        if (*what == 'S') template = strdup(rest);
        if (*what == 'R') ready_when = strdup(rest);
        if (*what == 'A') asked[answers] = strdup(strsep(&rest, "\t")), answer[answers++] = strdup(rest);
        if (*what == 'C') {
            lines = realloc(lines, ++many_lines * sizeof *lines);
            Line line = {.room = atoi(strsep(&rest, "\t")), .count = 1000}; /* beyond what was asked at the door */
            line.port = atoi(strsep(&rest, "\t"));
            line.request = unfolded(strsep(&rest, "\t"));
            line.first = strdup(rest ? rest : "");
            lines[many_lines - 1] = line;
            join(&lines[many_lines - 1]);
        }
    }
    fclose(from);
}

/* -- runs ----------------------------------------------------------------------------------------------- */

static double part(double share) {
    long upto = share * delivered, so_far = 0;
    for (int i = 0; i < BUCKETS; i++)
        if ((so_far += slow[i]) > upto) return i * 10;
    return BUCKETS * 10;
}

static void run(int messages, int in_flight, double per_second) {
    int expected = 0, said = 0;
    run_from = run_upto;
    run_upto += messages;
    run_done = doubled = delivered = 0;
    closed_loop = in_flight > 0;
    memset(slow, 0, sizeof slow);
    shares = realloc(shares, run_upto * sizeof *shares);
    for (int i = run_from; i < run_upto; i++) {
        Room *room = &rooms[i % many_rooms];
        shares[i] = (Share){.room = i % many_rooms, .seen = calloc(room->many, 1)};
        if (i < run_from + many_rooms) room->next = i;
        expected += room->many - room->stalled;
    }
    double began = last_came = now();
    for (int i = 0; i < in_flight; i++)
        for (int room = 0; room < many_rooms; room++) say_next(room);
    while (run_done < messages && now() - last_came < PATIENCE) {
        while (per_second && said < messages && now() >= began + said * 1e6 / per_second)
            say(run_from + said++);
        turn();
    }
    double took = last_came - began;
    for (double until = now() + AFTER; now() < until;) turn();
    for (int i = run_from; i < run_upto; i++) free(shares[i].seen), shares[i].seen = NULL;
    printf("{\"messages\":%d,\"delivered\":%ld,\"lost\":%ld,\"doubled\":%d,\"closed\":%d,\"seconds\":%.6f,"
           "\"p50_us\":%.0f,\"p99_us\":%.0f}\n",
           messages, delivered, expected - delivered, doubled, closed, took / 1e6, part(0.5), part(0.99));
    run_from = run_upto; /* whatever comes late belongs to no run */
}

static void obey(char *order) {
    int a = 0, b = 1;
    if (sscanf(order, "run %d %d", &a, &b) == 2) run(a, b, 0);
    if (sscanf(order, "pace %d %d", &a, &b) == 2) run(a, 0, b);
    if (sscanf(order, "stall %d", &a) == 1) {
        lines[a].stalled = 1, rooms[lines[a].room].stalled++;
        epoll_ctl(watch, EPOLL_CTL_DEL, lines[a].fd, NULL);
        printf("{\"stalled\":%d}\n", a);
    }
    if (!strncmp(order, "end", 3)) exit(0);
    fflush(stdout);
}

int main(int count, char **given) {
    if (count != 2) return fprintf(stderr, "load PLAN\n"), 2;
    watch = epoll_create1(0);
    plan(given[1]);
    double began = now();
    while (ready < many_lines) {
        while (opened < many_lines && pending < PENDING) opens(&lines[opened++]);
        turn();
        if (closed) return fprintf(stderr, "load: %d lines were closed while opening\n", closed), 1;
        if (now() - began > 180e6) return fprintf(stderr, "load: only %d of %d lines opened\n", ready, many_lines), 1;
    }
    printf("{\"ready\":%d,\"seconds\":%.3f}\n", ready, (now() - began) / 1e6);
    fflush(stdout);
    char order[256];
    int had = 0, got;
    fcntl(0, F_SETFL, O_NONBLOCK);
    for (;;) {
        turn();
        got = read(0, order + had, sizeof order - 1 - had);
        if (got == 0) return 0;
        if (got < 0) continue;
        had += got, order[had] = 0;
        for (char *end; (end = strchr(order, '\n')); memmove(order, end + 1, had + 1)) {
            *end = 0, had -= end + 1 - order;
            obey(order);
        }
    }
}
