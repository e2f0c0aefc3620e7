/* The floor: a WebSocket house that does nothing but one send() of a ready frame for each member of a room.
 *
 * Nobody who sends a share to N sockets one by one can do it with less; everything is measured against this.
 * It believes whatever it is told: no UTF-8, no fragments, no queue. A socket that would block ends the run.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#define MOST_SOCKETS 65536
#define MOST_ROOMS 4096
#define LONGEST 65536

static const char WELCOME[] =
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Accept: our-load-client-does-not-look\r\n\r\n";

typedef struct { int room, place, had; uint8_t *waiting; } Guest; /* room < 0: has not said where to */
typedef struct { int *members, count, places; } Room;

static Guest guests[MOST_SOCKETS];
static Room rooms[MOST_ROOMS];

static void enter(int fd, int number) {
    Room *room = &rooms[number % MOST_ROOMS];
    if (room->count == room->places)
        room->members = realloc(room->members, (room->places = 2 * room->places + 16) * sizeof(int));
    guests[fd].room = number % MOST_ROOMS;
    guests[fd].place = room->count;
    room->members[room->count++] = fd;
}

static void leave(int fd) {
    if (guests[fd].room >= 0) {
        Room *room = &rooms[guests[fd].room];
        int last = room->members[--room->count];
        room->members[guests[fd].place] = last;
        guests[last].place = guests[fd].place;
    }
    free(guests[fd].waiting);
    guests[fd] = (Guest){.room = -1};
    close(fd);
}

static int framed(uint8_t *frame, const uint8_t *mask, const uint8_t *payload, int length) {
    int head = length < 126 ? 2 : 4;
    frame[0] = 0x81;
    frame[1] = length < 126 ? length : 126;
    if (head == 4) { frame[2] = length >> 8; frame[3] = length; }
    for (int i = 0; i < length; i++) frame[head + i] = payload[i] ^ mask[i & 3];
    return head + length;
}

static void tell(const Room *room, const uint8_t *frame, int length) {
    for (int i = 0; i < room->count; i++)
        if (send(room->members[i], frame, length, MSG_DONTWAIT | MSG_NOSIGNAL) != length && errno != EPIPE) {
            perror("floor: a member does not read");
            exit(1);
        }
}

/* One whole frame at the beginning of `it`; how many bytes it took, 0 where more must come, -1 for a close. */
static int heard(int fd, const uint8_t *it, int had) {
    if (had < 6) return 0;
    int length = it[1] & 127, head = length == 126 ? 8 : 6;
    if (head == 8) { if (had < 8) return 0; length = it[2] << 8 | it[3]; }
    if ((it[0] & 15) == 8) return -1;
    if (had < head + length) return 0;
    uint8_t frame[LONGEST];
    tell(&rooms[guests[fd].room], frame, framed(frame, it + head - 4, it + head, length));
    return head + length;
}

static int knocked(int fd, const char *it) {
    if (!strstr(it, "\r\n\r\n")) return 0;
    enter(fd, atoi(strchr(it, '/') + 1));
    return send(fd, WELCOME, sizeof WELCOME - 1, MSG_NOSIGNAL) > 0;
}

static void reads(int fd) {
    Guest *guest = &guests[fd];
    static uint8_t it[LONGEST + 1];
    memcpy(it, guest->waiting, guest->had);
    ssize_t got = recv(fd, it + guest->had, LONGEST - guest->had, MSG_DONTWAIT);
    if (got < 0 && errno == EAGAIN) return;
    if (got <= 0) return leave(fd);
    int had = guest->had + got, at = 0, took = 0;
    it[had] = 0;
    if (guest->room < 0) { if (knocked(fd, (char *)it)) had = 0; }
    else while ((took = heard(fd, it + at, had - at)) > 0) at += took;
    if (took < 0) return leave(fd);
    guest->had = had - at;
    if (guest->had) guest->waiting = realloc(guest->waiting, LONGEST);
    memcpy(guest->waiting, it + at, guest->had);
}

static void opens(int door, int watch) {
    int fd = accept4(door, NULL, NULL, SOCK_NONBLOCK), yes = 1;
    if (fd < 0) return;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    guests[fd] = (Guest){.room = -1};
    epoll_ctl(watch, EPOLL_CTL_ADD, fd, &(struct epoll_event){.events = EPOLLIN, .data.fd = fd});
}

int main(int count, char **given) {
    int door = socket(AF_INET, SOCK_STREAM, 0), watch = epoll_create1(0), yes = 1;
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(count > 1 ? atoi(given[1]) : 9000),
                               .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    setsockopt(door, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(door, (struct sockaddr *)&here, sizeof here) || listen(door, 4096)) return perror("floor"), 1;
    epoll_ctl(watch, EPOLL_CTL_ADD, door, &(struct epoll_event){.events = EPOLLIN, .data.fd = door});
    for (;;) {
        struct epoll_event came[256];
        int many = epoll_wait(watch, came, 256, -1);
        for (int i = 0; i < many; i++)
            if (came[i].data.fd == door) opens(door, watch);
            else reads(came[i].data.fd);
    }
}
