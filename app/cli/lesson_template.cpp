// The lesson that `doorway new-lesson` writes. A test holds that it is well.

#include "app/cli/new_lesson.hpp"

namespace doorway::cli {
namespace {

constexpr std::string_view pages = R"(summary: One line for the list of lessons.
order: 50
minutes: 5
outcome: say what somebody can do after it
---

## Bob is early

Each page begins with two signs # and a title. Write a paragraph or two: one idea, and one thing to look at.
`{door|socket}` in braces is one word for the story and one for an engineer: Bob has a {door|socket}, and he calls
**recv** before anything has been sent.

```scenario
bob:   l = socket(tcp)
bob:   l.bind(0)                  # 0: any free port
bob:   l.listen(1)
alice: s = socket(tcp)
alice: s.connect(bob.l)
bob:   c = l.accept()
bob:   c.recv(64)
alice: s.send("Hello")
```
```ask
What does Bob's `recv` do?
- It fails, as nothing is there       when bob.recv#1 fails
  > Nothing yet is no error: it may still come. Name the belief here, and what in the run speaks against it.
- It returns 0 at once                when bob.recv#1.bytes == 0
  > 0 means that nothing can come any more. Alice has not closed her {door|socket}.
- It sleeps until "Hello" has come    when bob.recv#1 sleeps and bob.recv#1.data == "Hello"
The kernel wakes Bob when there is something to read.
```
```cue
open before bob.recv#1
stop asleep bob.recv#1
stop after bob.recv#1
point bob.c
```
```gem
`recv` waits until there is something.
```
```note
This is for the instructor: no learner sees it. Ask who expected an error, and why.
```

## How much is it?

This page has no scenario of its own, so it goes on with the one above.

Alice sent five bytes, and Bob asked for up to 64.

```ask number
How many bytes does Bob's `recv` bring?
= bob.recv#1.bytes
- 64
  > 64 is how much he could carry. It is no order.
- 1
  > One call is not one byte: `recv` takes what there is.
`recv` takes what there is, and says how much.
```
```cue
open after alice.send#1
stop after bob.recv#1
```

## Now you

```try
Open the scenario with Ctrl+E and change it. What becomes of the bytes if Bob's hand is smaller: `recv(2)`?
```
```goal
Let Bob's `recv` return 0.
when bob.recv#1.bytes == 0
hint 0 is the end of what Alice sends.
hint How can she say that nothing more will come?
hint Write `alice: s.close()` in place of her `send`.
```
```solution
bob:   l = socket(tcp)
bob:   l.bind(0)
bob:   l.listen(1)
alice: s = socket(tcp)
alice: s.connect(bob.l)
bob:   c = l.accept()
bob:   c.recv(64)
alice: s.close()
```
)";

}  // namespace

std::string lesson_to_begin_with(std::string_view title) {
  std::string lesson = "---\ntitle: ";
  lesson += title;
  lesson += '\n';
  lesson += pages;
  return lesson;
}

}  // namespace doorway::cli
