// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace cityproof::engine {

/// What can stand in a checkpoint as its bytes.
template <typename T>
concept StateValue = std::is_trivially_copyable_v<T> && !std::is_pointer_v<T>;

/// Writes the state of a run, a section for each model. The bytes are those of this machine: a
/// checkpoint is read by the same program on the same kind of machine, or refused.
///
/// Layout of a section: length of the name, name, length of the content, hash of the content,
/// content; lengths and the hash are 64-bit.
class StateWriter {
  public:
    /// `out` is binary and outlives the writer.
    explicit StateWriter(std::ostream& out) : out_{out} {}

    StateWriter(const StateWriter&) = delete;
    StateWriter& operator=(const StateWriter&) = delete;

    /// What is put until the next section() or finish() belongs to `name`.
    void section(std::string_view name);

    template <StateValue T>
    void put(const T& value) {
        append(&value, sizeof(T));
    }

    template <StateValue T>
    void put(std::span<const T> values) {
        put(std::uint64_t{values.size()});
        append(values.data(), values.size_bytes());
    }

    template <StateValue T>
    void put(const std::vector<T>& values) {
        put(std::span<const T>{values});
    }

    void put(const std::vector<bool>& values);

    void put(std::string_view text) { put(std::span<const char>{text}); }

    void put(const std::string& text) { put(std::string_view{text}); }

    /// Ends the last section and the state. Errors: EngineError when the stream is not good.
    void finish();

  private:
    void append(const void* bytes, std::size_t count);
    void flush();

    std::ostream& out_;
    std::string name_;
    std::vector<char> content_;
    bool open_ = false;
};

/// What a state is read for, as messages call it: to go on with the run that wrote it, or to begin
/// another one from it.
enum class StateUse { checkpoint, saved_state };

/// Reads what a StateWriter wrote, section by section, in the same order. Errors of all functions:
/// InputError that names the file when the state is damaged, cut short, or not what the caller
/// expects.
class StateReader {
  public:
    /// Parameters: `in` is binary and outlives the reader; `file` is named in messages.
    StateReader(std::istream& in, std::string file, StateUse use = StateUse::checkpoint);
    StateReader(const StateReader&) = delete;
    StateReader& operator=(const StateReader&) = delete;

    /// Goes to the next section, which must be called `name`; the one before must have been read to
    /// its end.
    void section(std::string_view name);

    /// Name of the next section without going to it; empty after the last one.
    const std::string& next_section() const { return next_name_; }

    /// Leaves out the next section. The one before must have been read to its end.
    void skip_section();

    /// Leaves out what is left of this section.
    void skip_rest() { position_ = content_.size(); }

    template <StateValue T>
    T get() {
        T value;
        take(&value, sizeof(T));
        return value;
    }

    template <StateValue T>
    void get(T& value) {
        take(&value, sizeof(T));
    }

    template <StateValue T>
    void get(std::vector<T>& values) {
        values.resize(count_of(sizeof(T)));
        take(values.data(), values.size() * sizeof(T));
    }

    /// As get(), for a vector whose size does not change in a run. Errors: also InputError for
    /// another size.
    template <StateValue T>
    void get_sized(std::vector<T>& values) {
        require_count(values.size(), sizeof(T));
        take(values.data(), values.size() * sizeof(T));
    }

    void get(std::vector<bool>& values);
    void get(std::string& text);

    /// Every section has been read to its end.
    void finish();

    /// For what a model finds wrong in its own section.
    [[noreturn]] void fail(const std::string& what) const;

  private:
    void read_header();
    void load_content();
    void take(void* bytes, std::size_t count);
    std::size_t count_of(std::size_t element_size);
    void require_count(std::size_t expected, std::size_t element_size);

    std::istream& in_;
    std::string file_;
    StateUse use_;
    std::string name_;
    std::string next_name_;
    std::vector<char> content_;
    std::size_t position_ = 0;
};

} // namespace cityproof::engine
