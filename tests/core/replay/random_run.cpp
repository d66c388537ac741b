#include "tests/core/replay/random_run.hpp"

#include <algorithm>

namespace doorway::test {

namespace {
constexpr ProcessId server = 1;
constexpr std::uint16_t server_port = 7000;
}  // namespace

RandomRun::RandomRun(const std::vector<Choice>& choices) {
  begin();
  for (const Choice& choice : choices) make(choice);
}

RandomRun::RandomRun(const RandomChoices& choices) {
  begin();
  for (const auto& [what, where, amount] : choices) make({what, where, amount});
}

void RandomRun::begin() {
  listener_ = builder_.socket(server, "l");
  builder_.bind(server, listener_, port(server_port));
  builder_.listen(server, listener_);
}

void RandomRun::make(const Choice& choice) {
  switch (choice.what % 16) {
    case 0: return connect(choice);
    case 1: return accept();
    case 2:
    case 3:
    case 4: return send(choice);
    case 5:
    case 6:
    case 7: return recv(choice);
    case 8: return go_on(static_cast<ProcessId>(choice.where % 3), choice.amount);
    case 9: return choice.amount % 4 == 0 ? close(choice) : observe(choice);
    case 10: return open_postbox(choice);
    case 11:
    case 12:
    case 13: return post(choice);
    case 14: return collect(choice);
    default: return choice.amount % 4 == 0 ? connect_to_itself(choice) : collect(choice);
  }
}

// Letters repeat, so that a wrong match cannot be told from a right one by content alone.
std::string RandomRun::text(std::size_t length) {
  std::string made;
  while (made.size() < length) {
    made += next_letter_;
    next_letter_ = next_letter_ == 'z' ? 'a' : static_cast<char>(next_letter_ + 1);
  }
  return made;
}

void RandomRun::connect(const Choice& choice) {
  const ProcessId process = choice.where % 2 == 0 ? 0 : 2;
  if (is_asleep(process)) return;
  const SocketId socket = builder_.socket(process, "s");
  const std::size_t client = ends_.size();
  ends_.push_back({process, socket, client + 1, true, true, 0, {}, {}});
  ends_.push_back({server, SocketId::none, client, false, true, 0, {}, {}});
  builder_.connect(process, socket, port(server_port), port(next_port_++));
  waiting_.push_back(client + 1);
}

void RandomRun::connect_to_itself(const Choice& choice) {
  const auto process = static_cast<ProcessId>(choice.where % 3);
  if (is_asleep(process)) return;
  const SocketId socket = builder_.socket(process, "me");
  const Endpoint own = port(next_port_++);
  builder_.bind(process, socket, own);
  builder_.connect(process, socket, own, own);
  ends_.push_back({process, socket, ends_.size(), true, true, builder_.last(), {}, {}});
}

void RandomRun::accept() {
  if (waiting_.empty() || is_asleep(server)) return;
  End& accepted = ends_[waiting_.front()];
  End& client = ends_[accepted.other];
  waiting_.pop_front();
  const Endpoint peer = folded(recording(), builder_.last()).sockets[index_of(client.socket)].local;
  accepted.socket = builder_.accept(server, listener_, "c", port(server_port), peer);
  accepted.accepted = true;
  accepted.paired = client.paired = builder_.last();
}

std::optional<std::size_t> RandomRun::some_end(const Choice& choice) const {
  if (ends_.empty()) return std::nullopt;
  const std::size_t index = choice.where % ends_.size();
  const End& end = ends_[index];
  if (!end.accepted || !end.open || is_asleep(end.process)) return std::nullopt;
  return index;
}

void RandomRun::take(std::size_t end, CallId call, const std::string& text, std::size_t from, std::size_t to) {
  End& other = ends_[ends_[end].other];
  for (std::size_t i = from; i < to; ++i) {
    other.inbox.push_back({call, i, builder_.last()});
    other.bytes.push_back(text[i]);
  }
}

void RandomRun::send(const Choice& choice) {
  const auto end = some_end(choice);
  if (!end) return;
  const End& sender = ends_[*end];
  const std::string whole = text(1 + choice.amount % 20);
  const CallId call = builder_.begin(sender.process, sender.socket, call::Send{make_payload(whole)});
  sent_.push_back({call, whole.size(), false});
  const std::size_t taken = choice.amount % 3 == 0 ? choice.amount % whole.size() : whole.size();
  if (choice.amount % 6 == 3) {
    builder_.sleeps(sender.process, sender.socket, call, SleepsUntil::writable, taken);
    asleep_[sender.process] = {*end, call, whole, taken};
  } else {
    builder_.end(sender.process, sender.socket, call, static_cast<std::int64_t>(taken), 0, taken);
  }
  take(*end, call, whole, 0, taken);
}

void RandomRun::go_on(ProcessId process, std::size_t amount) {
  const auto found = asleep_.find(process);
  if (found == asleep_.end()) return;
  SleepingSend& sleeping = found->second;
  const SocketId socket = ends_[sleeping.end].socket;
  builder_.woke(process, socket, sleeping.call);
  const std::size_t before = sleeping.taken;
  sleeping.taken = std::min(sleeping.text.size(), before + amount % 8);
  const bool over = sleeping.taken == sleeping.text.size();
  if (over) {
    builder_.end(process, socket, sleeping.call, static_cast<std::int64_t>(sleeping.taken), 0, sleeping.taken);
  } else {
    builder_.sleeps(process, socket, sleeping.call, SleepsUntil::writable, sleeping.taken);
  }
  take(sleeping.end, sleeping.call, sleeping.text, before, sleeping.taken);
  if (over) asleep_.erase(found);
}

void RandomRun::recv(const Choice& choice) {
  const auto index = some_end(choice);
  if (!index || ends_[*index].inbox.empty()) return;
  End& end = ends_[*index];
  const std::size_t count = std::min<std::size_t>(end.inbox.size(), 1 + choice.amount % 12);
  const auto length = static_cast<std::ptrdiff_t>(count);
  const std::string brought(end.bytes.begin(), end.bytes.begin() + length);
  Received received;
  received.recv = builder_.recv(end.process, end.socket, count, brought);
  received.returned = builder_.last();
  received.bytes.assign(end.inbox.begin(), end.inbox.begin() + length);
  for (Origin& origin : received.bytes) origin.known = std::max(origin.known, end.paired);
  end.inbox.erase(end.inbox.begin(), end.inbox.begin() + length);
  end.bytes.erase(end.bytes.begin(), end.bytes.begin() + length);
  received_.push_back(std::move(received));
}

void RandomRun::close(const Choice& choice) {
  const auto index = some_end(choice);
  if (!index) return;
  ends_[*index].open = false;
  builder_.close(ends_[*index].process, ends_[*index].socket);
}

void RandomRun::observe(const Choice& choice) {
  const auto index = some_end(choice);
  if (!index) return;
  KernelSample sample;
  sample.state = TcpState::established;
  sample.readable_bytes = static_cast<std::uint32_t>(ends_[*index].inbox.size());
  sample.unsent_bytes = 0;
  sample.unacked_bytes = choice.amount % 2;
  builder_.observe(ends_[*index].process, ends_[*index].socket, sample, choice.amount % 3 == 0);
}

std::optional<std::size_t> RandomRun::some_postbox(std::uint8_t where) const {
  if (postboxes_.empty()) return std::nullopt;
  const std::size_t index = where % postboxes_.size();
  return postboxes_[index].open && !is_asleep(postboxes_[index].process) ? std::optional(index) : std::nullopt;
}

// Four ports only, so that they are used again.
void RandomRun::open_postbox(const Choice& choice) {
  const auto process = static_cast<ProcessId>(choice.where % 3);
  const Endpoint local = port(static_cast<std::uint16_t>(5000 + choice.amount % 4));
  for (Postbox& other : postboxes_) {
    if (other.local != local || !other.open) continue;
    if (is_asleep(other.process)) return;
    builder_.close(other.process, other.socket);
    other.open = false;
  }
  if (is_asleep(process)) return;
  const SocketId socket = builder_.socket(process, "u", SocketType::udp);
  builder_.bind(process, socket, local);
  postboxes_.push_back({process, socket, local, true, {}});
}

void RandomRun::post(const Choice& choice) {
  const auto from = some_postbox(choice.where);
  if (!from || is_asleep(postboxes_[*from].process)) return;
  const Postbox& sender = postboxes_[*from];
  Postbox* receiver = nullptr;
  const Endpoint to = port(static_cast<std::uint16_t>(5000 + choice.amount % 4));
  for (Postbox& candidate : postboxes_) {
    if (candidate.open && candidate.local == to) receiver = &candidate;
  }
  const bool common = choice.amount % 5 == 0;
  const std::string letter = common ? "ab" : text(choice.amount % 6);
  const CallId call = builder_.sendto(sender.process, sender.socket, letter, to);
  sent_.push_back({call, letter.size(), true});
  const bool lost = choice.amount % 7 == 0;
  if (receiver != nullptr && !lost) receiver->letters.push_back({call, letter, sender.local, builder_.last()});
}

void RandomRun::collect(const Choice& choice) {
  const auto index = some_postbox(choice.where);
  if (!index || postboxes_[*index].letters.empty()) return;
  Postbox& box = postboxes_[*index];
  const std::size_t which = choice.amount / 16U % box.letters.size();
  const Postbox::Letter letter = box.letters[which];
  box.letters.erase(box.letters.begin() + static_cast<std::ptrdiff_t>(which));
  const std::size_t room = choice.amount % 8;
  const std::string brought = letter.text.substr(0, room);
  Received received;
  received.datagram = true;
  received.send = letter.send;
  received.recv =
      builder_.recvfrom(box.process, box.socket, room, brought, letter.from, brought.size() < letter.text.size());
  received.returned = builder_.last();
  for (std::size_t i = 0; i < brought.size(); ++i) received.bytes.push_back({letter.send, i, letter.known});
  received_.push_back(std::move(received));
}

}  // namespace doorway::test
