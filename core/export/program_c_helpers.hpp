#pragma once

#include <string_view>

// The helpers of a program in C, as text; only program_c_frame.cpp includes it. Names begin with c_ since all of the
// part may be compiled as one.
namespace doorway {

constexpr std::string_view c_step = R"(
/* Prints a line of the scenario, and then what came of it. An error is a result too: the program goes on. */
static void step(const char *line) {
  printf("%s ", line);
  fflush(stdout);
}

static void show(long result) {
  if (result < 0) printf("-> -1, errno %d: %s\n", errno, strerror(errno));
  else printf("-> %ld\n", result);
}
)";

constexpr std::string_view c_show_bytes = R"(
static void show_bytes(long count) {
  if (count < 0) {
    show(count);
    return;
  }
  printf("-> %ld \"", count);
  for (long i = 0; i < count && i < 2000; i++) {
    unsigned char byte = (unsigned char)buffer[i];
    if (byte >= ' ' && byte < 127 && byte != '"' && byte != '\\') putchar(byte);
    else printf("\\x%02x", byte);
  }
  puts(count > 2000 ? "..." : "\"");
}
)";

constexpr std::string_view c_show_address = R"(
static void show_address(int result, const union address *at) {
  char text[INET6_ADDRSTRLEN] = "";
  int is_ipv4 = at->any.sa_family == AF_INET;
  const void *host = is_ipv4 ? (const void *)&at->ipv4.sin_addr : (const void *)&at->ipv6.sin6_addr;
  if (result < 0) {
    show(result);
    return;
  }
  inet_ntop(at->any.sa_family, host, text, sizeof text);
  printf("-> %s port %d\n", text, ntohs(is_ipv4 ? at->ipv4.sin_port : at->ipv6.sin6_port));
}
)";

constexpr std::string_view c_show_value = R"(
static void show_value(int result, const int *value) {
  show(result < 0 ? result : *value);
}
)";

constexpr std::string_view c_show_time = R"(
static void show_time(int result, const struct timeval *limit) {
  if (result < 0) show(result);
  else printf("-> %ld s, %ld us\n", (long)limit->tv_sec, (long)limit->tv_usec);
}
)";

constexpr std::string_view c_show_linger = R"(
static void show_linger(int result, const struct linger *value) {
  if (result < 0) show(result);
  else printf("-> %s, %d s\n", value->l_onoff ? "on" : "off", value->l_linger);
}
)";

constexpr std::string_view c_show_nonblocking = R"(
static void show_nonblocking(int flags) {
  show(flags < 0 ? flags : (flags & O_NONBLOCK) != 0);
}
)";

constexpr std::string_view c_show_poll = R"(
static void show_poll(int result, const struct pollfd *watched, int count) {
  if (result < 0) {
    show(result);
    return;
  }
  printf("-> %d:", result);
  for (int i = 0; i < count; i++) printf(" %d", watched[i].revents);
  puts("");
}
)";

constexpr std::string_view c_loopback4 = R"(
/* 127.0.0.1 with this port */
static union address loopback4(int port) {
  union address it;
  memset(&it, 0, sizeof it);
  it.ipv4.sin_family = AF_INET;
  it.ipv4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  it.ipv4.sin_port = htons((unsigned short)port);
  return it;
}
)";

constexpr std::string_view c_loopback6 = R"(
/* ::1 with this port */
static union address loopback6(int port) {
  union address it;
  memset(&it, 0, sizeof it);
  it.ipv6.sin6_family = AF_INET6;
  it.ipv6.sin6_addr = in6addr_loopback;
  it.ipv6.sin6_port = htons((unsigned short)port);
  return it;
}
)";

constexpr std::string_view c_port_of = R"(
/* Waits until the program that has this socket has written its port. */
static int port_of(const char *name) {
  char path[4096];
  int port = 0;
  FILE *file;
  snprintf(path, sizeof path, "%s/%s", folder, name);
  while ((file = fopen(path, "r")) == NULL) nanosleep(&(struct timespec){0, 10000000}, NULL);
  if (fscanf(file, "%d", &port) != 1) port = 0;
  fclose(file);
  return port;
}
)";

constexpr std::string_view c_own_port = R"(
/* The port of a socket, 0 where it has none. */
static int own_port(int sock) {
  union address at;
  socklen_t length = sizeof at;
  if (getsockname(sock, &at.any, &length) < 0) return 0;
  return ntohs(at.any.sa_family == AF_INET ? at.ipv4.sin_port : at.ipv6.sin6_port);
}
)";

constexpr std::string_view c_announce = R"(
/* Writes a port where port_of finds it, whole or not at all. */
static void announce(const char *name, int port) {
  char path[4096], made[4096];
  FILE *file;
  snprintf(path, sizeof path, "%s/%s", folder, name);
  snprintf(made, sizeof made, "%s/%s~", folder, name);
  if (port == 0 || (file = fopen(made, "w")) == NULL) return;
  fprintf(file, "%d", port);
  fclose(file);
  rename(made, path);
}
)";

constexpr std::string_view c_bind_first = R"(
/* Without an address of its own the socket would be open to the whole network. */
static void bind_first(int sock) {
  union address at;
  socklen_t length = sizeof at;
  if (getsockname(sock, &at.any, &length) < 0 || own_port(sock) != 0) return;
  at = at.any.sa_family == AF_INET ? loopback4(0) : loopback6(0);
  bind(sock, &at.any, length);
}
)";

constexpr std::string_view c_wait_readable = R"(
/* Sleeps until so many bytes are readable, or no more can come. Returns how many are. */
static int wait_readable(int sock, int count) {
  for (;;) {
    struct pollfd end = {sock, POLLRDHUP, 0};
    int is_over = sock >= 0 && poll(&end, 1, 0) != 0;
    int readable = 0;
    if (ioctl(sock, FIONREAD, &readable) < 0) return -1;
    if (readable >= count || is_over) return readable;
    nanosleep(&(struct timespec){0, 1000000}, NULL);
  }
}
)";

constexpr std::string_view c_fill = R"(
/* So many bytes: A-Z, a-z, 0-9 and from A again. */
static const char *fill(size_t count) {
  static const char period[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  static char *bytes;
  free(bytes);
  bytes = malloc(count);
  if (bytes == NULL) abort();
  for (size_t i = 0; i < count; i++) bytes[i] = period[i % 62];
  return bytes;
}
)";

}  // namespace doorway
