#include "core/replay/mailbox.hpp"

#include <algorithm>

namespace doorway {

namespace {

bool begins_with(const Bytes& whole, const Bytes& beginning) {
  return whole.size() >= beginning.size() && std::equal(beginning.begin(), beginning.end(), whole.begin());
}

// What was cut off makes the received bytes a beginning of the sent ones; nothing cut off, all of them.
bool is_content(const Bytes& sent, const Bytes& received, bool truncated) {
  return truncated ? sent.size() > received.size() && begins_with(sent, received) : sent == received;
}

}  // namespace

bool is_same_place(const Endpoint& one, const Endpoint& other) {
  if (one.family != other.family || one.port != other.port || one.port == 0) return false;
  return one.address == other.address || one.has_any_address() || other.has_any_address();
}

bool Mailroom::fits(const Datagram& datagram, const Receipt& receipt) const {
  if (datagram.returned < receipt.local_since || datagram.called > receipt.returned) return false;
  if (receipt.source.family != Family::none && !is_same_place(datagram.source, receipt.source)) return false;
  return is_same_place(datagram.destination, receipt.local);
}

// All contents with the same beginning stand side by side in the map. Two candidates are as good as many.
Mailroom::Candidates Mailroom::candidates(Mailbox& mailbox, const Receipt& receipt) {
  Candidates found;
  for (auto entry = mailbox.unclaimed.lower_bound(receipt.data);
       entry != mailbox.unclaimed.end() && begins_with(*entry->first, *receipt.data); ++entry) {
    if (!is_content(*entry->first, *receipt.data, receipt.truncated)) {
      if (!receipt.truncated) break;
      continue;
    }
    std::size_t of_this_content = 0;
    for (const std::size_t index : entry->second.datagrams) {
      if (!fits(datagrams_[index], receipt)) continue;
      if (of_this_content == 0) found.earliest = std::min(found.earliest.value_or(index), index);
      found.doubtful = found.doubtful || index < entry->second.doubtful_before;
      if (++of_this_content == 2) break;
    }
    found.count += of_this_content;
    if (of_this_content > 0) found.contents.push_back(&entry->second);
  }
  return found;
}

void Mailroom::join(Mailbox& mailbox, std::size_t datagram_index, std::size_t receipt_index, bool certain) {
  Datagram& datagram = datagrams_[datagram_index];
  Receipt& receipt = receipts_[receipt_index];
  datagram.receipt = receipt_index;
  receipt.datagram = datagram_index;
  receipt.matched = std::max(datagram.returned, receipt.returned);
  receipt.certain = certain;
  const auto entry = mailbox.unclaimed.find(datagram.content);
  if (entry == mailbox.unclaimed.end()) return;
  std::deque<std::size_t>& same = entry->second.datagrams;
  const auto claimed = std::find(same.begin(), same.end(), datagram_index);
  if (claimed != same.end()) same.erase(claimed);
  if (same.empty()) mailbox.unclaimed.erase(entry);
}

std::size_t Mailroom::add(Datagram datagram) {
  const std::size_t index = datagrams_.size();
  datagrams_.push_back(std::move(datagram));
  const Datagram& added = datagrams_.back();
  Mailbox& mailbox = box(added.destination);
  mailbox.all.push_back(index);
  mailbox.unclaimed[added.content].datagrams.push_back(index);

  std::vector<std::size_t>& unexplained = mailbox.unexplained;
  const auto receipt = std::find_if(unexplained.begin(), unexplained.end(), [&](std::size_t waiting) {
    const Receipt& candidate = receipts_[waiting];
    return is_content(*added.content, *candidate.data, candidate.truncated) && fits(added, candidate);
  });
  if (receipt != unexplained.end()) {
    join(mailbox, index, *receipt, receipts_[*receipt].certain);
    unexplained.erase(receipt);
  }
  return index;
}

std::size_t Mailroom::add(Receipt receipt, const std::vector<Payload>& under_way) {
  const std::size_t index = receipts_.size();
  receipts_.push_back(std::move(receipt));
  Receipt& added = receipts_.back();
  const auto possible =
      static_cast<std::size_t>(std::count_if(under_way.begin(), under_way.end(), [&](const Payload& sent) {
        return is_content(*sent, *added.data, added.truncated);
      }));
  Mailbox& mailbox = box(added.local);
  const Candidates found = candidates(mailbox, added);
  if (found.earliest) {
    if (found.count > 1) {
      for (SameContent* content : found.contents) content->doubtful_before = datagrams_.size();
    }
    join(mailbox, *found.earliest, index, found.count + possible == 1 && !found.doubtful);
  } else if (possible > 0) {
    added.certain = possible == 1;
    mailbox.unexplained.push_back(index);
  }
  return index;
}

const std::vector<std::size_t>* Mailroom::sent_to(const Endpoint& destination) const {
  const auto found = boxes_.find({destination.family, destination.port});
  return found == boxes_.end() ? nullptr : &found->second.all;
}

}  // namespace doorway
