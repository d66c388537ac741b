#include "core/socket/guest_list.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <optional>
#include <thread>

using namespace doorway;

namespace {

const Endpoint listener = loopback_endpoint(Family::ipv4, 5000);
const Endpoint other_listener = loopback_endpoint(Family::ipv4, 5001);
const Endpoint guest = loopback_endpoint(Family::ipv4, 40001);
const Endpoint stranger = loopback_endpoint(Family::ipv4, 40002);

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

TEST_CASE("each datagram of ours is admitted once, and expected as long as it is on its way") {
  GuestList guests;
  CHECK_FALSE(guests.expects_datagram(listener, guest));
  guests.add_datagram(listener, guest.port);
  guests.add_datagram(listener, guest.port);
  CHECK_FALSE(guests.expects_datagram(listener, stranger));
  CHECK_FALSE(guests.expects_datagram(other_listener, guest));
  CHECK(guests.admit_datagram(listener, guest));
  CHECK(guests.expects_datagram(listener, guest));
  CHECK(guests.admit_datagram(listener, guest));
  CHECK_FALSE(guests.expects_datagram(listener, guest));
  CHECK_FALSE(guests.admit_datagram(listener, guest));
}

TEST_CASE("connections and datagrams are not taken for one another") {
  GuestList guests;
  guests.add_connection(listener, guest.port);
  CHECK_FALSE(guests.admit_datagram(listener, guest));
  guests.add_datagram(other_listener, guest.port);
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
