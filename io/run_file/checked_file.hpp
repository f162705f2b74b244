// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/run_file/hdf5_handle.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace cityproof::io {

class CheckedFile;

/// A dataset of a CheckedFile with the type and rank that its reader expects. Reading outside of
/// it, or more bytes than the file has, is refused.
class CheckedDataset {
  public:
    CheckedDataset() = default;

    explicit operator bool() const { return static_cast<bool>(id_); }

    hid_t id() const { return id_.get(); }

    hsize_t rows() const { return dims_[0]; }

    hsize_t width() const { return dims_[1]; }

    /// Reads the extent again: a writer may have appended.
    void refresh();

    /// Rows [first, first + count), all of their width. `Value` must be the type that the dataset
    /// was opened with.
    template <typename Value>
    std::vector<Value> read(hsize_t first, hsize_t count) const;

    template <typename Value>
    std::vector<Value> read_all() const {
        return read<Value>(0, rows());
    }

    /// One column of a dataset of two dimensions, rows [0, count).
    std::vector<float> read_column(hsize_t column, hsize_t count) const;
    /// Rows of a dataset of texts.
    std::vector<std::string> read_texts(hsize_t first, hsize_t count) const;

  private:
    friend class CheckedFile;

    void read_extent();
    void read_block(hsize_t first_row, hsize_t row_count, hsize_t first_column,
                    hsize_t column_count, void* into) const;

    const CheckedFile* file_ = nullptr;
    hdf5::Handle id_;
    hdf5::Handle memory_type_;
    std::string path_;
    std::array<hsize_t, 2> dims_{};
    int rank_ = 1;
    std::size_t value_bytes_ = 0;
};

/// An HDF5 file that is not trusted: only hard links, plain datasets (no filter, external or
/// virtual storage) of expected type and rank, fixed-length texts, and no allocation that the
/// file's own size does not explain. Errors of every method: InputError naming the file. Threads:
/// one at a time.
class CheckedFile {
  public:
    enum class State {
        closed,  ///< closed properly
        growing, ///< a run is writing it
        killed,  ///< left in mid-write by a run that is no more
    };

    /// What to do with a killed file that lacks bytes at its end, because the disk was full or a
    /// copy was cut. HDF5 reads zeros there, so only a reader that knows which bytes it may read
    /// accepts it.
    enum class MissingEnd { refuse, accept };

    explicit CheckedFile(std::filesystem::path path, MissingEnd missing_end = MissingEnd::refuse);
    CheckedFile(const CheckedFile&) = delete;
    CheckedFile& operator=(const CheckedFile&) = delete;
    ~CheckedFile();

    hid_t id() const { return file_.get(); }

    State state() const { return state_; }

    const std::filesystem::path& path() const { return path_; }

    /// Whether the process that writes the file is alive.
    bool has_writer() const;
    /// Bytes of the file now.
    std::uint64_t size() const;

    [[noreturn]] void refuse(const std::string& message, const std::string& remedy = {}) const;

    /// Subgroup; empty handle when there is none. Refuses links to elsewhere and other things of
    /// that name.
    hdf5::Handle find_group(hid_t parent, const std::string& name) const;
    hdf5::Handle group(hid_t parent, const std::string& name) const;
    /// Names in a group, in the order of creation.
    std::vector<std::string> children(hid_t group) const;
    bool is_group(hid_t parent, const std::string& name) const;

    /// Dataset of a number type such as H5T_IEEE_F32LE, of one or two dimensions.
    CheckedDataset dataset(hid_t group, const std::string& name, hid_t type, int rank = 1) const;
    CheckedDataset text_dataset(hid_t group, const std::string& name) const;

    std::string text_attribute(hid_t object, const std::string& name) const;
    std::int64_t number_attribute(hid_t object, const std::string& name) const;
    std::optional<std::int64_t> find_number_attribute(hid_t object, const std::string& name) const;
    /// Names of the text attributes of an object, in the order of creation.
    std::vector<std::string> text_attribute_names(hid_t object) const;

    /// Counts bytes that are kept in memory as long as the file is open. Refuses when they are many
    /// times the file's size: datasets that overlap in the file.
    void charge(std::uint64_t bytes) const;

  private:
    /// What the first bytes of an HDF5 file of ours say.
    struct Superblock {
        bool marked_by_writer = false; ///< opened for SWMR writing and not closed since
        std::uint64_t end_of_file = 0;
    };

    void open_descriptor();
    void open_hdf5(MissingEnd missing_end);
    hdf5::Handle try_open(unsigned flags) const;
    Superblock superblock() const;
    hdf5::Handle open_dataset(hid_t group, const std::string& name) const;
    void check_storage(hid_t dataset, const std::string& name) const;
    void check_width(const CheckedDataset& dataset) const;

    std::filesystem::path path_;
    int descriptor_ = -1;
    hdf5::Handle file_;
    State state_ = State::closed;
    mutable std::uint64_t kept_bytes_ = 0;
};

template <typename Value>
std::vector<Value> CheckedDataset::read(hsize_t first, hsize_t count) const {
    const hsize_t width = rank_ == 2 ? dims_[1] : 1;
    if (sizeof(Value) != value_bytes_) {
        throw std::logic_error{"run file: " + path_ + " is read as values of another size"};
    }
    if (first > dims_[0] || count > dims_[0] - first) {
        file_->refuse(path_ + " has fewer rows than the file says");
    }
    if (count == 0 || width == 0) {
        return {};
    }
    if (count > file_->size() / width / sizeof(Value)) {
        file_->refuse(path_ + " claims more values than the file can hold");
    }
    std::vector<Value> values(count * width);
    read_block(first, count, 0, width, values.data());
    return values;
}

} // namespace cityproof::io
