// SPDX-License-Identifier: Apache-2.0
#include "io/run_file/checked_file.hpp"

#include "core/base/errors.hpp"
#include "io/run_file/writer_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <system_error>
#include <thread>

namespace cityproof::io {

using hdf5::Handle;

namespace {

/// Smallest file that a claim is compared with: chunks of an empty dataset are larger than a tiny
/// file.
constexpr std::uint64_t smallest_limit_bytes = 1U << 20U;
/// What may stay in memory per byte of the file: an id of one byte becomes a std::string, and so
/// on.
constexpr std::uint64_t kept_factor = 64;

herr_t add_name(std::vector<std::string>* names, const char* name) noexcept {
    try {
        names->emplace_back(name);
        return 0;
    } catch (...) {
        return -1;
    }
}

herr_t add_link(hid_t /*group*/, const char* name, const H5L_info_t* /*info*/, void* names) {
    return add_name(static_cast<std::vector<std::string>*>(names), name);
}

herr_t add_attribute(hid_t /*object*/, const char* name, const H5A_info_t* /*info*/, void* names) {
    return add_name(static_cast<std::vector<std::string>*>(names), name);
}

std::string without_padding(const char* bytes, std::size_t count) {
    return {bytes, ::strnlen(bytes, count)};
}

} // namespace

CheckedFile::CheckedFile(std::filesystem::path path, MissingEnd missing_end)
    : path_{std::move(path)} {
    open_descriptor();
    try {
        open_hdf5(missing_end);
    } catch (...) {
        ::close(descriptor_);
        throw;
    }
}

CheckedFile::~CheckedFile() {
    file_.reset();
    ::close(descriptor_);
}

void CheckedFile::refuse(const std::string& message, const std::string& remedy) const {
    throw InputError{{path_.string()}, message, {}, remedy};
}

bool CheckedFile::has_writer() const {
    return WriterLock::is_held(descriptor_);
}

std::uint64_t CheckedFile::size() const {
    struct stat status {};

    return ::fstat(descriptor_, &status) == 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
}

void CheckedFile::open_descriptor() {
    // Without O_NONBLOCK, opening a FIFO would wait for a writer.
    descriptor_ = ::open(path_.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (descriptor_ < 0) {
        refuse("cannot be opened: " + std::generic_category().message(errno));
    }

    struct stat status {};

    if (::fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(descriptor_);
        refuse("is not a regular file");
    }
}

Handle CheckedFile::try_open(unsigned flags) const {
    const Handle access = hdf5::file_access();
    if ((flags & H5F_ACC_SWMR_READ) != 0) {
        // Metadata with a wrong checksum are read again, with waits of 1 ns, 2 ns, 4 ns ...: by
        // default 100 times, which never ends for a damaged file. 28 times are a quarter of a
        // second, long for a writer in mid-write.
        constexpr unsigned attempts = 28;
        hdf5::check(H5Pset_metadata_read_attempts(access.get(), attempts), "limit attempts");
    }
    return {H5Fopen(path_.c_str(), flags, access.get()), H5Fclose};
}

/// A plain open ends well for files that were closed, an open for reading beside a writer for those
/// that were not; the lock tells whether that writer lives. Between the looks a run may have ended:
/// hence the rounds.
void CheckedFile::open_hdf5(MissingEnd missing_end) {
    constexpr int rounds = 3;
    bool had_writer = true;
    for (int round = 0; round < rounds && had_writer; ++round) {
        had_writer = has_writer();
        const Superblock head = superblock();
        // Once a file is open in this process, HDF5 opens it again in either way: so ask the file,
        // not HDF5.
        file_ =
            try_open(head.marked_by_writer ? H5F_ACC_RDONLY | H5F_ACC_SWMR_READ : H5F_ACC_RDONLY);
        if (file_ && !head.marked_by_writer) {
            state_ = State::closed;
            return;
        }
        if (file_) {
            state_ = had_writer ? State::growing : State::killed;
            if (!had_writer && missing_end == MissingEnd::refuse && size() < head.end_of_file) {
                refuse("is shorter than a killed run left it, so its frames cannot be trusted",
                       "copy the file again from where the run wrote it");
            }
            return;
        }
        if (had_writer) {
            std::this_thread::sleep_for(std::chrono::milliseconds{20});
        }
    }
    if (had_writer) {
        refuse("is just being created by a run", "try again in a moment");
    }

    struct stat status {};

    // A run that ends removes its .part, also after we have looked at it.
    if (::stat(path_.c_str(), &status) != 0) {
        refuse("cannot be opened: " + std::generic_category().message(errno));
    }
    refuse(size() == 0 ? "is empty, not a run file" : "is not a run file, or is damaged",
           "give a file that `cityproof run` wrote");
}

/// Source: HDF5 File Format Specification 3.0, II.A, superblock version 3.
CheckedFile::Superblock CheckedFile::superblock() const {
    std::array<unsigned char, 48> head{};
    constexpr std::array<unsigned char, 9> begin{0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n', 3};
    if (::pread(descriptor_, head.data(), head.size(), 0) != static_cast<ssize_t>(head.size()) ||
        !std::equal(begin.begin(), begin.end(), head.begin())) {
        return {};
    }
    constexpr std::size_t flags_at = 11;
    constexpr unsigned swmr_flag = 4;
    constexpr std::size_t end_at = 28;
    Superblock result{(head[flags_at] & swmr_flag) != 0, 0};
    std::memcpy(&result.end_of_file, &head[end_at], sizeof result.end_of_file);
    return result;
}

void CheckedFile::charge(std::uint64_t bytes) const {
    kept_bytes_ += bytes;
    // Asking for the size is a system call, and this is called for every text.
    const std::uint64_t explained_by = kept_bytes_ / kept_factor;
    if (explained_by > smallest_limit_bytes && explained_by > size()) {
        refuse("claims more content than its size explains");
    }
}

bool CheckedFile::is_group(hid_t parent, const std::string& name) const {
    return static_cast<bool>(find_group(parent, name));
}

Handle CheckedFile::find_group(hid_t parent, const std::string& name) const {
    H5L_info_t link;
    if (H5Lexists(parent, name.c_str(), H5P_DEFAULT) <= 0 ||
        H5Lget_info(parent, name.c_str(), &link, H5P_DEFAULT) < 0 || link.type != H5L_TYPE_HARD) {
        return {};
    }
    Handle object{H5Oopen(parent, name.c_str(), H5P_DEFAULT), H5Oclose};
    return object && H5Iget_type(object.get()) == H5I_GROUP ? std::move(object) : Handle{};
}

Handle CheckedFile::group(hid_t parent, const std::string& name) const {
    Handle found = find_group(parent, name);
    if (!found) {
        refuse(fmt::format("has no readable group '{}', so it is not a run file, or is damaged",
                           name));
    }
    return found;
}

std::vector<std::string> CheckedFile::children(hid_t group) const {
    std::vector<std::string> names;
    if (H5Literate(group, H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, add_link, &names) < 0) {
        refuse("has a group that cannot be read: it is damaged");
    }
    return names;
}

Handle CheckedFile::open_dataset(hid_t group, const std::string& name) const {
    H5L_info_t link;
    if (H5Lexists(group, name.c_str(), H5P_DEFAULT) <= 0 ||
        H5Lget_info(group, name.c_str(), &link, H5P_DEFAULT) < 0 || link.type != H5L_TYPE_HARD) {
        refuse(fmt::format("has no dataset '{}' where one is expected", name));
    }
    Handle object{H5Oopen(group, name.c_str(), H5P_DEFAULT), H5Oclose};
    if (!object || H5Iget_type(object.get()) != H5I_DATASET) {
        refuse(fmt::format("'{}' is not a dataset that can be read", name));
    }
    check_storage(object.get(), name);
    return object;
}

void CheckedFile::check_storage(hid_t dataset, const std::string& name) const {
    const Handle creation{H5Dget_create_plist(dataset), H5Pclose};
    const H5D_layout_t storage = creation ? H5Pget_layout(creation.get()) : H5D_LAYOUT_ERROR;
    const bool plain =
        (storage == H5D_COMPACT || storage == H5D_CONTIGUOUS || storage == H5D_CHUNKED) &&
        H5Pget_external_count(creation.get()) == 0 && H5Pget_nfilters(creation.get()) == 0;
    if (!plain) {
        refuse(fmt::format("'{}' is stored in a way that run files do not use", name));
    }
    if (storage == H5D_CHUNKED) {
        std::array<hsize_t, 2> chunk{1, 1};
        const int rank = H5Pget_chunk(creation.get(), static_cast<int>(chunk.size()), chunk.data());
        const std::uint64_t most = std::max(size(), smallest_limit_bytes);
        if (rank < 1 || rank > 2 || chunk[0] == 0 || chunk[1] == 0 || chunk[0] > most / chunk[1]) {
            refuse(fmt::format("'{}' has chunks larger than the file", name));
        }
    }
}

/// Rows are compared with the file's size when they are read: a growing file's extents may be ahead
/// of its content.
void CheckedFile::check_width(const CheckedDataset& dataset) const {
    if (dataset.width() > size()) {
        refuse(fmt::format("'{}' claims {} values a row, more than the file can hold",
                           dataset.path_, dataset.width()));
    }
}

CheckedDataset CheckedFile::dataset(hid_t group, const std::string& name, hid_t type,
                                    int rank) const {
    CheckedDataset result;
    result.id_ = open_dataset(group, name);
    result.file_ = this;
    result.path_ = name;
    result.rank_ = rank;
    const Handle stored{H5Dget_type(result.id()), H5Tclose};
    if (!stored || H5Tequal(stored.get(), type) <= 0) {
        refuse(fmt::format("'{}' has another type of value than run files have there", name));
    }
    result.memory_type_ = Handle{hdf5::check(H5Tcopy(type), "copy a type"), H5Tclose};
    result.value_bytes_ = H5Tget_size(type);
    result.read_extent();
    check_width(result);
    return result;
}

CheckedDataset CheckedFile::text_dataset(hid_t group, const std::string& name) const {
    CheckedDataset result;
    result.id_ = open_dataset(group, name);
    result.file_ = this;
    result.path_ = name;
    const Handle stored{H5Dget_type(result.id()), H5Tclose};
    if (!stored || H5Tget_class(stored.get()) != H5T_STRING ||
        H5Tis_variable_str(stored.get()) != 0) {
        refuse(fmt::format("'{}' does not hold texts of fixed length", name));
    }
    result.value_bytes_ = H5Tget_size(stored.get());
    if (result.value_bytes_ == 0 || result.value_bytes_ > std::max(size(), smallest_limit_bytes)) {
        refuse(fmt::format("'{}' claims texts longer than the file", name));
    }
    result.memory_type_ = hdf5::text_type(result.value_bytes_);
    result.read_extent();
    check_width(result);
    return result;
}

std::string CheckedFile::text_attribute(hid_t object, const std::string& name) const {
    const Handle attribute{H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose};
    const Handle type{attribute ? H5Aget_type(attribute.get()) : H5I_INVALID_HID, H5Tclose};
    const Handle space{attribute ? H5Aget_space(attribute.get()) : H5I_INVALID_HID, H5Sclose};
    if (!type || !space || H5Tget_class(type.get()) != H5T_STRING ||
        H5Tis_variable_str(type.get()) != 0 || H5Sget_simple_extent_npoints(space.get()) != 1) {
        refuse(fmt::format("attribute '{}' is missing or is no text", name));
    }
    const std::size_t bytes = H5Tget_size(type.get());
    if (bytes == 0 || bytes > size()) {
        refuse(fmt::format("attribute '{}' claims to be longer than the file", name));
    }
    charge(bytes);
    std::vector<char> text(bytes);
    if (H5Aread(attribute.get(), hdf5::text_type(bytes).get(), text.data()) < 0) {
        refuse(fmt::format("attribute '{}' cannot be read: the file is damaged", name));
    }
    return without_padding(text.data(), bytes);
}

std::optional<std::int64_t> CheckedFile::find_number_attribute(hid_t object,
                                                               const std::string& name) const {
    if (H5Aexists(object, name.c_str()) <= 0) {
        return std::nullopt;
    }
    const Handle attribute{H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose};
    const Handle type{attribute ? H5Aget_type(attribute.get()) : H5I_INVALID_HID, H5Tclose};
    const Handle space{attribute ? H5Aget_space(attribute.get()) : H5I_INVALID_HID, H5Sclose};
    std::int64_t value = 0;
    if (!type || !space || H5Tequal(type.get(), H5T_STD_I64LE) <= 0 ||
        H5Sget_simple_extent_npoints(space.get()) != 1 ||
        H5Aread(attribute.get(), H5T_NATIVE_INT64, &value) < 0) {
        refuse(fmt::format("attribute '{}' is not one whole number", name));
    }
    return value;
}

std::int64_t CheckedFile::number_attribute(hid_t object, const std::string& name) const {
    const std::optional<std::int64_t> value = find_number_attribute(object, name);
    if (!value) {
        refuse(fmt::format("has no attribute '{}' where one is expected", name));
    }
    return *value;
}

std::vector<std::string> CheckedFile::text_attribute_names(hid_t object) const {
    std::vector<std::string> names;
    if (H5Aiterate2(object, H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, add_attribute, &names) < 0) {
        refuse("has attributes that cannot be read: it is damaged");
    }
    std::erase_if(names, [&](const std::string& name) {
        const Handle attribute{H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose};
        const Handle type{attribute ? H5Aget_type(attribute.get()) : H5I_INVALID_HID, H5Tclose};
        return type && H5Tget_class(type.get()) != H5T_STRING;
    });
    return names;
}

void CheckedDataset::refresh() {
    if (H5Drefresh(id_.get()) < 0) {
        file_->refuse(fmt::format("'{}' cannot be read again while the run writes it", path_));
    }
    read_extent();
}

void CheckedDataset::read_extent() {
    const Handle space{H5Dget_space(id_.get()), H5Sclose};
    if (!space || H5Sget_simple_extent_type(space.get()) != H5S_SIMPLE ||
        H5Sget_simple_extent_ndims(space.get()) != rank_ ||
        H5Sget_simple_extent_dims(space.get(), dims_.data(), nullptr) != rank_) {
        file_->refuse(fmt::format("'{}' does not have {} dimension(s)", path_, rank_));
    }
}

void CheckedDataset::read_block(hsize_t first_row, hsize_t row_count, hsize_t first_column,
                                hsize_t column_count, void* into) const {
    const std::array<hsize_t, 2> start{first_row, first_column};
    const std::array<hsize_t, 2> size{row_count, column_count};
    const Handle memory{H5Screate_simple(rank_, size.data(), nullptr), H5Sclose};
    const Handle place{H5Dget_space(id_.get()), H5Sclose};
    if (!memory || !place ||
        H5Sselect_hyperslab(place.get(), H5S_SELECT_SET, start.data(), nullptr, size.data(),
                            nullptr) < 0 ||
        H5Dread(id_.get(), memory_type_.get(), memory.get(), place.get(), H5P_DEFAULT, into) < 0) {
        file_->refuse(fmt::format("'{}' cannot be read: {}", path_, hdf5::last_reason()));
    }
}

std::vector<float> CheckedDataset::read_column(hsize_t column, hsize_t count) const {
    if (rank_ != 2 || column >= dims_[1] || count > dims_[0] || value_bytes_ != sizeof(float)) {
        file_->refuse(path_ + " has fewer rows or columns than the file says");
    }
    if (count > std::max(file_->size(), smallest_limit_bytes) / sizeof(float)) {
        file_->refuse(path_ + " claims more values than the file can hold");
    }
    std::vector<float> values(count);
    if (count > 0) {
        read_block(0, count, column, 1, values.data());
    }
    return values;
}

std::vector<std::string> CheckedDataset::read_texts(hsize_t first, hsize_t count) const {
    if (first > dims_[0] || count > dims_[0] - first || count > file_->size() / value_bytes_) {
        file_->refuse(path_ + " claims more texts than the file can hold");
    }
    std::vector<char> bytes(count * value_bytes_);
    if (count > 0) {
        read_block(first, count, 0, 1, bytes.data());
    }
    std::vector<std::string> texts;
    texts.reserve(count);
    for (hsize_t i = 0; i < count; ++i) {
        texts.push_back(without_padding(&bytes[i * value_bytes_], value_bytes_));
        file_->charge(sizeof(std::string) + texts.back().size());
    }
    return texts;
}

} // namespace cityproof::io
