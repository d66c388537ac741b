#include "core/socket/guest_list.hpp"

#include "tests/support/bytes_of.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <thread>

using namespace doorway;
using test::bytes_of;

namespace {

const Endpoint listener = loopback_endpoint(Family::ipv4, 5000);
const Endpoint other_listener = loopback_endpoint(Family::ipv4, 5001);
const Endpoint guest = loopback_endpoint(Family::ipv4, 40001);
const Endpoint stranger = loopback_endpoint(Family::ipv4, 40002);

using Looked = GuestList::Looked;

Looked whole(const Endpoint& from, std::string_view text) {
  return {from, bytes_of(text), false};
}
Looked cut(const Endpoint& from, std::string_view text) {
  return {from, bytes_of(text), true};
}

}  // namespace

TEST_CASE("a connection of ours is admitted once, at the listener that it was made to") {
  GuestList guests;
  guests.add_connection(listener, guest.port);
  CHECK_FALSE(guests.admit_connection(other_listener, guest));
  CHECK_FALSE(guests.admit_connection(listener, stranger));
  CHECK(guests.admit_connection(listener, guest));
  CHECK_FALSE(guests.admit_connection(listener, guest));
}

TEST_CASE("calling connect again for the same connection changes nothing") {
  GuestList guests;
  guests.add_connection(listener, guest.port);
  guests.add_connection(listener, guest.port);
  CHECK(guests.admit_connection(listener, guest));
  CHECK_FALSE(guests.admit_connection(listener, guest));
}

TEST_CASE("a connection that came to nothing is expected no more") {
  GuestList guests;
  guests.add_connection(listener, guest.port);
  guests.forget_connection(listener, guest.port);
  CHECK_FALSE(guests.expects_connection(listener));
  CHECK_FALSE(guests.admit_connection(listener, guest));
}

TEST_CASE("with a listener go those that stand in its line, and not those that are still on their way there") {
  GuestList guests;
  guests.add_connection(listener, guest.port);
  guests.complete_connection(listener, guest.port);
  guests.add_connection(listener, stranger.port);
  guests.add_connection(other_listener, guest.port);
  guests.complete_connection(other_listener, guest.port);
  guests.forget_line(listener);
  CHECK_FALSE(guests.admit_connection(listener, guest));
  CHECK(guests.admit_connection(listener, stranger));
  CHECK(guests.admit_connection(other_listener, guest));
}

TEST_CASE("a connection that was accepted before it was known to be complete is not expected again") {
  GuestList guests;
  guests.add_connection(listener, guest.port);
  CHECK(guests.admit_connection(listener, guest));
  guests.complete_connection(listener, guest.port);
  CHECK_FALSE(guests.expects_connection(listener));
}

TEST_CASE("each datagram of ours is admitted once, and expected as long as it is on its way") {
  GuestList guests;
  const Looked first = whole(guest, "first");
  const Looked second = whole(guest, "second");
  CHECK_FALSE(guests.expects_datagram(listener, first));
  guests.add_datagram(listener, guest.port, first.bytes);
  guests.add_datagram(listener, guest.port, second.bytes);
  guests.add_datagram(listener, guest.port, second.bytes);
  CHECK_FALSE(guests.expects_datagram(listener, whole(stranger, "first")));
  CHECK_FALSE(guests.expects_datagram(other_listener, first));
  CHECK(guests.admit_datagram(listener, first));
  CHECK_FALSE(guests.expects_datagram(listener, first));
  CHECK(guests.admit_datagram(listener, second));
  CHECK(guests.expects_datagram(listener, second));
  CHECK(guests.admit_datagram(listener, second));
  CHECK_FALSE(guests.admit_datagram(listener, second));
}

TEST_CASE("a datagram that nobody of ours has sent is a stranger's, though it comes from a port of ours") {
  GuestList guests;
  guests.add_datagram(listener, guest.port, whole(guest, "ours").bytes);
  CHECK_FALSE(guests.expects_datagram(listener, whole(guest, "theirs")));
  CHECK_FALSE(guests.admit_datagram(listener, whole(guest, "our")));
  CHECK_FALSE(guests.admit_datagram(listener, whole(guest, "oars")));
  CHECK_FALSE(guests.admit_datagram(listener, whole(guest, "")));
  CHECK(guests.admit_datagram(listener, whole(guest, "ours")));
}

TEST_CASE("a datagram that was cut is known by its beginning") {
  GuestList guests;
  guests.add_datagram(listener, guest.port, whole(guest, "ours").bytes);
  CHECK_FALSE(guests.expects_datagram(listener, cut(guest, "th")));
  CHECK_FALSE(guests.expects_datagram(listener, cut(guest, "ours")));  // nothing would have been cut off
  CHECK(guests.expects_datagram(listener, cut(guest, "ou")));
  CHECK(guests.expects_datagram(listener, cut(guest, "")));
  CHECK(guests.admit_datagram(listener, cut(guest, "our")));
  guests.add_datagram(listener, guest.port, {});
  CHECK(guests.admit_datagram(listener, whole(guest, "")));
}

TEST_CASE("of a long datagram only the beginning and the size count") {
  GuestList guests;
  std::string text(GuestList::remembered_bytes, 'x');
  guests.add_datagram(listener, guest.port, whole(guest, text + "yz").bytes);
  CHECK_FALSE(guests.expects_datagram(listener, whole(guest, text + "y")));
  CHECK_FALSE(guests.expects_datagram(listener, whole(guest, text + "yzz")));
  CHECK(guests.expects_datagram(listener, cut(guest, text)));
  CHECK(guests.admit_datagram(listener, whole(guest, text + "yz")));
}

TEST_CASE("with a receiver goes what was on its way there") {
  GuestList guests;
  const Looked ours = whole(guest, "ours");
  guests.add_datagram(listener, guest.port, ours.bytes);
  guests.add_datagram(other_listener, guest.port, ours.bytes);
  guests.forget_datagrams(listener);
  CHECK_FALSE(guests.expects_datagram(listener, ours));
  CHECK(guests.expects_datagram(other_listener, ours));
}

TEST_CASE("connections and datagrams are not taken for one another") {
  GuestList guests;
  guests.add_connection(listener, guest.port);
  CHECK_FALSE(guests.admit_datagram(listener, whole(guest, "")));
  guests.add_datagram(other_listener, guest.port, {});
  CHECK_FALSE(guests.admit_connection(other_listener, guest));
}

TEST_CASE("a question waits for the connects that were under way when it was asked") {
  GuestList guests;
  std::atomic<bool> asked{false};
  std::atomic<bool> admitted{false};
  std::optional<GuestList::UnderWay> under_way(std::in_place, guests);
  std::thread asker([&] {
    asked = true;
    admitted = guests.admit_connection(listener, guest);
  });
  while (!asked) std::this_thread::yield();
  guests.add_connection(listener, guest.port);
  under_way.reset();
  asker.join();
  CHECK(admitted);
}

TEST_CASE("a question does not wait for connects that have begun after it") {
  GuestList guests;
  std::optional<GuestList::UnderWay> earlier(std::in_place, guests);
  std::atomic<bool> asked{false};
  std::thread asker([&] {
    asked = true;
    static_cast<void>(guests.admit_connection(listener, guest));
  });
  while (!asked) std::this_thread::yield();
  // Whichever came first, the question or this one: it must end when the earlier one does, or when both do.
  std::optional<GuestList::UnderWay> later(std::in_place, guests);
  earlier.reset();
  later.reset();
  asker.join();
  CHECK_FALSE(guests.admit_connection(listener, guest));
}

TEST_CASE("many threads connect and ask, and nobody is lost") {
  GuestList guests;
  std::atomic<int> admitted{0};
  constexpr std::uint16_t per_thread = 500;
  const auto work = [&](std::uint16_t first_port) {
    for (std::uint16_t i = 0; i < per_thread; ++i) {
      const auto port = static_cast<std::uint16_t>(first_port + i);
      {
        const GuestList::UnderWay under_way(guests);
        guests.add_connection(listener, port);
      }
      if (guests.admit_connection(listener, loopback_endpoint(Family::ipv4, port))) ++admitted;
    }
  };
  std::thread one([&] { work(10'000); });
  std::thread other([&] { work(20'000); });
  one.join();
  other.join();
  CHECK(admitted == 2 * per_thread);
}
