/* The load client of bench/fanout.py: many Socket.IO sockets over websocket in one thread, as the audience's phones would be.
 *
 *   load HOST PORT N SECONDS [--deflate] [--storm] [--pids 1,2] [--auth JSON] [--hello TEXT]... [--event NAME] [--mute K] [--spin]
 *
 * Opens N sockets (32 at a time, or all at once with --storm), joins with --auth, sends each --hello, then counts for SECONDS the
 * messages called --event and how long each was under way ("sent_at", ms since the epoch, plain messages only). --mute K more sockets
 * join and never read again. --spin polls without sleeping, so that no waking of an idle core is put down to the server. Prints one
 * JSON object. CPU of --pids and of itself is read from the system over the same seconds.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define MOST_HELLOS 4
#define BUFFER 65536
#define BUCKETS 60000 /* of a tenth of a millisecond */

enum { CONNECTING, UPGRADING, OPENING, JOINING, READY };

struct line { int fd, state, mute, filled, told; unsigned char *buffer; double begun; };

static const char *host = "127.0.0.1", *auth = "{}", *event = "standings", *hellos[MOST_HELLOS], *pids = "";
static int port, wanted, deflate, storm, spin, mute, hello_count, opened, ready, lost, in_work, told_after, epoll;
static double seconds, began;
static long delivered, bytes, timed, histogram[BUCKETS];
static int counting;
static double *ready_ms;

static double now(void) { struct timespec t; clock_gettime(CLOCK_REALTIME, &t); return t.tv_sec * 1e3 + t.tv_nsec / 1e6; }

static double own_cpu(void) {
    struct rusage u; getrusage(RUSAGE_SELF, &u);
    return u.ru_utime.tv_sec + u.ru_stime.tv_sec + (u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

static double their_cpu(void) { /* seconds, of --pids */
    double sum = 0; char list[256], path[64], text[1024]; snprintf(list, sizeof list, "%s", pids);
    for (char *one = strtok(list, ","); one; one = strtok(NULL, ",")) {
        snprintf(path, sizeof path, "/proc/%s/stat", one);
        FILE *f = fopen(path, "r"); if (!f) continue;
        size_t n = fread(text, 1, sizeof text - 1, f); fclose(f); text[n] = 0;
        char *rest = strrchr(text, ')'); long u, s;
        if (rest && sscanf(rest + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %ld %ld", &u, &s) == 2)
            sum += (double)(u + s) / sysconf(_SC_CLK_TCK);
    }
    return sum;
}

static long their_kb(void) { /* resident memory of --pids */
    long sum = 0; char list[256], path[64], text[256]; snprintf(list, sizeof list, "%s", pids);
    for (char *one = strtok(list, ","); one; one = strtok(NULL, ",")) {
        snprintf(path, sizeof path, "/proc/%s/status", one);
        FILE *f = fopen(path, "r"); if (!f) continue;
        long kb; while (fgets(text, sizeof text, f)) if (sscanf(text, "VmRSS: %ld", &kb) == 1) sum += kb;
        fclose(f);
    }
    return sum;
}

static void end(struct line *l) {
    if (l->fd < 0) return;
    close(l->fd); l->fd = -1; lost++;
    if (l->state != READY) in_work--;
}

static void put(struct line *l, const char *text) { /* one masked text message; the mask is zero */
    size_t n = strlen(text); unsigned char head[8] = {0x81}; int h = 2;
    if (n < 126) head[1] = 0x80 | n; else { head[1] = 0x80 | 126; head[2] = n >> 8; head[3] = n & 255; h = 4; }
    unsigned char *all = malloc(n + 16); memcpy(all, head, h); memset(all + h, 0, 4); memcpy(all + h + 4, text, n);
    if (write(l->fd, all, h + 4 + n) < 0) end(l);
    free(all);
}

static void open_line(struct line *l) {
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port)}; int on = 1;
    inet_pton(AF_INET, host, &to.sin_addr);
    l->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (l->fd < 0) { perror("socket"); exit(1); }
    setsockopt(l->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (l->mute) { int small = 4096; setsockopt(l->fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small); }
    l->state = CONNECTING; l->filled = 0; l->begun = now(); in_work++;
    connect(l->fd, (struct sockaddr *)&to, sizeof to);
    struct epoll_event e = {.events = EPOLLOUT, .data.ptr = l}; epoll_ctl(epoll, EPOLL_CTL_ADD, l->fd, &e);
}

static void upgrade(struct line *l) {
    char text[512]; struct epoll_event e = {.events = EPOLLIN, .data.ptr = l};
    int n = snprintf(text, sizeof text,
        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: %s:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n%s\r\n", host, port,
        deflate ? "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n" : "");
    if (write(l->fd, text, n) != n) { end(l); return; }
    l->state = UPGRADING; epoll_ctl(epoll, EPOLL_CTL_MOD, l->fd, &e);
}

static void note_time(const char *text, size_t n) {
    const char *at = memmem(text, n, "\"sent_at\":", 10);
    if (!at) return;
    long tenth = (long)((now() - strtod(at + 10, NULL)) * 10);
    histogram[tenth < 0 ? 0 : tenth >= BUCKETS ? BUCKETS - 1 : tenth]++; timed++;
}

static void become_ready(struct line *l) {
    l->state = READY; in_work--; ready_ms[ready++] = now() - began;
    if (l->mute) { struct epoll_event e = {.events = 0, .data.ptr = l}; epoll_ctl(epoll, EPOLL_CTL_MOD, l->fd, &e); }
}

/* A squeezed message is known by its turn and its size: the ping is a few bytes, the rest comes in a known order. */
static void take(struct line *l, int squeezed, char *text, size_t n) {
    char start[80];
    if (squeezed ? n < 12 : n == 1 && *text == '2') { put(l, "3"); return; }
    if (l->state == READY) {
        int is_event = squeezed || (n > 4 && !memcmp(text, start, snprintf(start, sizeof start, "42[\"%s\"", event)));
        if (is_event && counting) { delivered++; bytes += n; if (!squeezed) note_time(text, n); }
    } else if (l->state == OPENING) {
        char join[512]; snprintf(join, sizeof join, "40%s", auth); l->state = JOINING; put(l, join);
    } else if (!squeezed && n > 1 && !memcmp(text, "44", 2)) {
        fprintf(stderr, "refused: %.*s\n", (int)n, text); end(l);
    } else if (l->told == 0) {
        for (int i = 0; i < hello_count; i++) put(l, hellos[i]);
        l->told = 1; if (!hello_count) become_ready(l);
    } else if ((squeezed || !memcmp(text, "43", 2)) && l->told++ == hello_count) become_ready(l);
}

static void read_line(struct line *l) {
    ssize_t n = read(l->fd, l->buffer + l->filled, BUFFER - l->filled);
    if (n <= 0) { if (n == 0 || errno != EAGAIN) end(l); return; }
    l->filled += n;
    unsigned char *at = l->buffer, *stop = l->buffer + l->filled;
    if (l->state == UPGRADING) {
        unsigned char *body = memmem(at, stop - at, "\r\n\r\n", 4);
        if (!body) return;
        if (memcmp(at, "HTTP/1.1 101", 12)) { end(l); return; }
        at = body + 4; l->state = OPENING;
    }
    while (l->fd >= 0 && stop - at >= 2) {
        size_t size = at[1] & 127, head = 2;
        if (size == 126) { if (stop - at < 4) break; size = at[2] << 8 | at[3]; head = 4; }
        else if (size == 127) { if (stop - at < 10) break; size = 0; for (int i = 2; i < 10; i++) size = size << 8 | at[i]; head = 10; }
        if ((size_t)(stop - at) < head + size) break;
        if ((at[0] & 15) == 1) take(l, at[0] & 0x40, (char *)at + head, size);
        else if ((at[0] & 15) == 8) { end(l); return; }
        at += head + size;
        if (l->state == READY && l->mute) return;
    }
    l->filled = stop - at; memmove(l->buffer, at, l->filled);
}

static void turn(int wait_ms) {
    static struct epoll_event found[1024]; int n = epoll_wait(epoll, found, 1024, wait_ms);
    for (int i = 0; i < n; i++) {
        struct line *l = found[i].data.ptr;
        if (l->fd < 0) continue;
        if (l->state == CONNECTING) upgrade(l); else if (found[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) read_line(l);
    }
}

static double quantile(double q) {
    long rank = (long)(timed * q), seen = 0;
    for (int i = 0; i < BUCKETS; i++) if ((seen += histogram[i]) > rank) return i / 10.0;
    return BUCKETS / 10.0;
}

static int by_size(const void *a, const void *b) { double d = *(double *)a - *(double *)b; return d < 0 ? -1 : d > 0; }

int main(int argc, char **argv) {
    if (argc < 5) { fprintf(stderr, "load HOST PORT N SECONDS [options]\n"); return 2; }
    host = argv[1]; port = atoi(argv[2]); wanted = atoi(argv[3]); seconds = atof(argv[4]);
    for (int i = 5; i < argc; i++) {
        if (!strcmp(argv[i], "--deflate")) deflate = 1;
        else if (!strcmp(argv[i], "--storm")) storm = 1;
        else if (!strcmp(argv[i], "--spin")) spin = 1;
        else if (!strcmp(argv[i], "--pids")) pids = argv[++i];
        else if (!strcmp(argv[i], "--auth")) auth = argv[++i];
        else if (!strcmp(argv[i], "--event")) event = argv[++i];
        else if (!strcmp(argv[i], "--mute")) mute = atoi(argv[++i]);
        else if (!strcmp(argv[i], "--hello") && hello_count < MOST_HELLOS) hellos[hello_count++] = argv[++i];
        else { fprintf(stderr, "unknown: %s\n", argv[i]); return 2; }
    }
    int all = wanted + mute; long kb = their_kb();
    struct line *lines = calloc(all, sizeof *lines); ready_ms = calloc(all, sizeof *ready_ms); epoll = epoll_create1(0);
    began = now();
    while (ready + lost < all && now() - began < 60000) {
        while (opened < all && (storm || in_work < 32)) { lines[opened].mute = opened >= wanted; lines[opened].buffer = malloc(BUFFER); open_line(&lines[opened++]); }
        turn(20);
    }
    double all_ready = now() - began; int silent = all - ready - lost;
    for (double settle = now() + 1000; now() < settle;) turn(20);
    long kb_then = their_kb(); told_after = lost;
    double theirs = their_cpu(), own = own_cpu(), start = now(); counting = 1;
    while (now() - start < seconds * 1e3) turn(spin ? 0 : 5);
    double took = (now() - start) / 1e3; theirs = their_cpu() - theirs; own = own_cpu() - own;
    qsort(ready_ms, ready, sizeof *ready_ms, by_size);
    printf("{\"ready\": %d, \"lost\": %d, \"silent\": %d, \"all_ready_ms\": %.0f, \"ready_ms_p99\": %.0f, \"delivered\": %ld, \"per_second\": %.0f, "
           "\"bytes\": %ld, \"p50_ms\": %.1f, \"p95_ms\": %.1f, \"p99_ms\": %.1f, \"server_cpu_s\": %.3f, \"per_cpu_second\": %.0f, \"client_cpu_pct\": %.0f, "
           "\"kb_per_line\": %.1f, \"grown_kb\": %ld}\n",
           ready, lost, silent, all_ready, ready ? ready_ms[(int)(ready * .99)] : 0, delivered, delivered / took, bytes, quantile(.5), quantile(.95), quantile(.99), theirs,
           theirs > 0 ? delivered / theirs : 0, 100 * own / took, all ? (double)(kb_then - kb) / all : 0, their_kb() - kb_then);
    return 0;
}
