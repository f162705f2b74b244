// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <hdf5.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

/// Thin C++ over the HDF5 C API, private to io/run_file and io/study_file.
namespace cityproof::io::hdf5 {

/// An HDF5 call failed. Never leaves its folder: the writer turns it into EngineError, the reader
/// into InputError.
class Hdf5Error : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// While one exists, HDF5 prints nothing to standard error on this thread (its error stacks are per
/// thread).
class QuietErrors {
  public:
    QuietErrors();
    QuietErrors(const QuietErrors&) = delete;
    QuietErrors& operator=(const QuietErrors&) = delete;
    ~QuietErrors();

  private:
    H5E_auto2_t function_ = nullptr;
    void* data_ = nullptr;
};

/// Why the last call on this thread failed, in a few words: the system's message ("No space left on
/// device") where there is one, else HDF5's innermost description.
std::string last_reason();

/// Returns `result` when it is not negative. Errors: Hdf5Error "cannot <what>: <reason>".
template <typename Result>
Result check(Result result, std::string_view what) {
    if (result < 0) {
        throw Hdf5Error{"cannot " + std::string{what} + ": " + last_reason()};
    }
    return result;
}

/// Owns one HDF5 identifier.
class Handle {
  public:
    using Close = herr_t (*)(hid_t);

    Handle() = default;

    Handle(hid_t id, Close close) : id_{id}, close_{close} {}

    Handle(Handle&& other) noexcept
        : id_{std::exchange(other.id_, H5I_INVALID_HID)},
          close_{other.close_} {}

    Handle& operator=(Handle&& other) noexcept {
        if (this != &other) {
            reset();
            id_ = std::exchange(other.id_, H5I_INVALID_HID);
            close_ = other.close_;
        }
        return *this;
    }

    ~Handle() { reset(); }

    hid_t get() const { return id_; }

    explicit operator bool() const { return id_ >= 0; }

    /// Gives the identifier up without closing it: see PartFile::give_up.
    void leak() { id_ = H5I_INVALID_HID; }

    /// Closes; returns negative when HDF5 could not (for a file: its content may not be on disk).
    herr_t reset() { return id_ >= 0 ? close_(std::exchange(id_, H5I_INVALID_HID)) : 0; }

  private:
    hid_t id_ = H5I_INVALID_HID;
    Close close_ = nullptr;
};

/// Property list of a class such as H5P_FILE_ACCESS.
Handle property_list(hid_t list_class);
/// File access of all our files: newest format (checksums over all metadata), no locks of HDF5's
/// own (see WriterLock).
Handle file_access();
/// Dataspace; scalar when `dims` is empty.
Handle dataspace(std::initializer_list<hsize_t> dims);
/// Fixed-length UTF-8 text of `bytes` (at least 1), padded with zeros.
Handle text_type(std::size_t bytes);

} // namespace cityproof::io::hdf5
