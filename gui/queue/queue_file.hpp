// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/queue/run_queue.hpp"

#include <QByteArray>

#include <vector>

namespace cityproof::gui {

/// The queue as JSON, with the last lines of the logs.
QByteArray queue_to_json(const std::vector<QueuedRun>& runs);

/// The entries of such a text; what cannot be read is left out. Ids are not set.
std::vector<QueuedRun> queue_from_json(const QByteArray& json);

} // namespace cityproof::gui
