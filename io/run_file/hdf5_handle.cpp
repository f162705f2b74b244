// SPDX-License-Identifier: Apache-2.0
#include "io/run_file/hdf5_handle.hpp"

#include <algorithm>

namespace cityproof::io::hdf5 {
namespace {

struct Reason {
    std::string innermost; ///< HDF5's description where the error began
    std::string system;    ///< text of errno, when a system call failed
};

/// Called from C for each entry of the error stack: must not throw.
herr_t read_entry(unsigned /*n*/, const H5E_error2_t* entry, void* client) noexcept {
    auto* reason = static_cast<Reason*>(client);
    try {
        const std::string text = entry->desc != nullptr ? entry->desc : "";
        if (reason->innermost.empty()) {
            reason->innermost = text;
        }
        constexpr std::string_view mark = "error message = '";
        const std::size_t begin = text.find(mark);
        if (reason->system.empty() && begin != std::string::npos) {
            const std::size_t from = begin + mark.size();
            reason->system = text.substr(from, text.find('\'', from) - from);
        }
    } catch (...) {
        return -1;
    }
    return 0;
}

} // namespace

QuietErrors::QuietErrors() {
    // After a failed write (full disk) 1.10.8 crashes in its exit handler, and the process would
    // lose its exit code. Everything is closed by its owner here, so the handler has nothing to do.
    // Works before HDF5's first call only.
    [[maybe_unused]] static const herr_t no_exit_handler = H5dont_atexit();
    H5Eget_auto2(H5E_DEFAULT, &function_, &data_);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

QuietErrors::~QuietErrors() {
    H5Eset_auto2(H5E_DEFAULT, function_, data_);
}

std::string last_reason() {
    Reason reason;
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, read_entry, &reason);
    if (!reason.system.empty()) {
        return reason.system;
    }
    return reason.innermost.empty() ? "unknown error of HDF5" : reason.innermost;
}

Handle property_list(hid_t list_class) {
    return {check(H5Pcreate(list_class), "make a property list"), H5Pclose};
}

Handle file_access() {
    Handle access = property_list(H5P_FILE_ACCESS);
    check(H5Pset_libver_bounds(access.get(), H5F_LIBVER_LATEST, H5F_LIBVER_LATEST),
          "choose the file format");
    check(H5Pset_file_locking(access.get(), false, true), "switch file locks off");
    // Closing the file closes whatever is still open in it: no half-closed file after an error.
    check(H5Pset_fclose_degree(access.get(), H5F_CLOSE_STRONG), "choose how to close");
    return access;
}

Handle dataspace(std::initializer_list<hsize_t> dims) {
    if (dims.size() == 0) {
        return {check(H5Screate(H5S_SCALAR), "make a dataspace"), H5Sclose};
    }
    return {check(H5Screate_simple(static_cast<int>(dims.size()), dims.begin(), nullptr),
                  "make a dataspace"),
            H5Sclose};
}

Handle text_type(std::size_t bytes) {
    Handle type{check(H5Tcopy(H5T_C_S1), "make a text type"), H5Tclose};
    check(H5Tset_size(type.get(), std::max<std::size_t>(bytes, 1)), "set a text's length");
    check(H5Tset_strpad(type.get(), H5T_STR_NULLPAD), "set a text's padding");
    check(H5Tset_cset(type.get(), H5T_CSET_UTF8), "set a text's encoding");
    return type;
}

} // namespace cityproof::io::hdf5
