// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "gui/live/io_thread.hpp"
#include "gui/scenario/yaml_edit.hpp"

#include <QObject>
#include <QTimer>
#include <QUndoStack>

#include <memory>
#include <optional>

namespace cityproof::gui {

/// A YAML file that is being edited. Its text is the truth: form and text view both change the
/// text, through one undo stack. What cannot be kept by a text view (a byte order mark, line ends
/// of another system) is put back when the file is written. Threads: that of the object; reading
/// the values after a keystroke happens on another one.
class YamlDocument : public QObject {
    Q_OBJECT

  public:
    explicit YamlDocument(QObject* parent = nullptr);
    ~YamlDocument() override;

    /// A text that has no file yet.
    void start(const QString& text);
    /// Returns what is wrong; the document stays as it was then.
    std::optional<Problem> open(const QString& path);
    /// Writes a temporary file and renames it. Empty path: where it was.
    std::optional<Problem> save(const QString& path = {});
    /// Whether somebody else has written the file since it was read.
    bool is_changed_on_disk() const;

    const QString& text() const { return text_; }

    const QString& path() const { return path_; }

    /// Whether there is work that would be lost.
    bool is_modified() const { return !undo_.isClean(); }

    QUndoStack& undo_stack() { return undo_; }

    /// The values of the text as it is now.
    std::shared_ptr<const YamlReading> reading();

    /// What was read last: of an older text while somebody is typing. Costs nothing.
    const std::shared_ptr<const YamlReading>& last_reading() const { return reading_; }

    /// One step that can be undone; `what` names it.
    void apply(const TextEdit& edit, const QString& what);
    /// The same for what a text view has changed already. Typing is gathered into one step.
    void take_typed(const TextSpan& removed, const QString& added);

  signals:
    /// The text has changed; the view that did it need not follow.
    void replaced(cityproof::gui::TextSpan span, const QString& with, bool by_view);
    /// A while after the last change: what the text says now.
    void read(std::shared_ptr<const cityproof::gui::YamlReading> reading);
    /// Another file, or a file for the first time.
    void path_changed();

  private:
    friend class TextStep;

    void replace(const TextSpan& span, const QString& with, bool by_view);
    void read_in_background();
    QByteArray bytes() const;

    QString text_;
    QString path_;
    QByteArray on_disk_; ///< as last read or written
    bool has_mark_ = false;
    bool has_crlf_ = false;
    QUndoStack undo_;
    QTimer pause_;
    std::size_t revision_ = 0;
    std::size_t read_revision_ = 0;
    std::shared_ptr<const YamlReading> reading_;
    std::unique_ptr<IoThread> reader_; // last member: ends before what it uses goes
};

} // namespace cityproof::gui
