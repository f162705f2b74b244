// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/run_file/layout.hpp"
#include "io/run_file/trace_rows.hpp"

#include <array>
#include <span>
#include <vector>

/// Names, types and creation of everything below /trace. A table is a group with one dataset for
/// each field of its row, so that any reader of HDF5 can read a column without knowing the others.
namespace cityproof::io::trace {

enum Table : std::size_t { window, act, event, cause, publication, table_count };

/// One field of a row struct, and its dataset.
struct Field {
    const char* name;
    hid_t type;         ///< of the dataset; in memory the same
    std::size_t offset; ///< in the row
    const char* unit;
    const char* description;
};

struct TableLayout {
    const char* name;
    std::size_t row_bytes;
    std::vector<Field> fields;
};

/// In the order of Table. HDF5's types are known at run time only.
const std::vector<TableLayout>& tables();

inline constexpr const char* detail_key = "detail"; ///< text attribute of /trace
inline constexpr const char* entity_group = "entity";
inline constexpr const char* model_group = "model";
inline constexpr const char* port_group = "port";
inline constexpr std::size_t name_bytes = 128; ///< longest name of a model, port or table

const char* detail_text(TraceDetail detail);

/// Makes /trace with its attribute.
hdf5::Handle create_group(hid_t file, TraceDetail detail);
/// The table of entities.
void write_entities(hid_t group, const TraceLayout& layout);

/// The open datasets of one trace, to write into.
struct Columns {
    std::array<std::vector<hdf5::Handle>, table_count> fields;
    hdf5::Handle model_name;
    hdf5::Handle port_name;
    hdf5::Handle port_table;
};

struct NameCounts {
    hsize_t models = 0;
    hsize_t ports = 0;
};

/// Makes tables and name tables, with as many rows as said.
Columns create_columns(hid_t group, const std::array<hsize_t, table_count>& rows,
                       const NameCounts& names, bool growing);

/// Errors: std::invalid_argument for a name that is too long.
void require_names(const TraceBlock& block);

/// One text of every port.
std::vector<std::string> texts_of(const std::vector<TracePort>& ports, std::string TracePort::*of);

/// One field of many rows, side by side.
std::vector<char> column_of(const Field& field, std::size_t row_bytes, const void* rows,
                            std::size_t count);

} // namespace cityproof::io::trace
