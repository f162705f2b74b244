// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/scenario/yaml_document.hpp"

#include <QPlainTextEdit>

#include <vector>

namespace cityproof::gui {

/// The text of a YamlDocument, with line numbers, muted comments and marked lines. Undo and redo
/// are those of the document.
class YamlView : public QPlainTextEdit {
    Q_OBJECT

  public:
    /// `document` outlives the view.
    explicit YamlView(YamlDocument& document, QWidget* parent = nullptr);

    /// Lines with a problem, from 1, and what a hovering cursor is told about them.
    void mark_lines(std::vector<std::pair<int, QString>> marks);
    /// Puts the cursor into a line.
    void go_to_line(int line);

  protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void take_change(int position, int removed, int added);
    void follow(const TextSpan& span, const QString& with, bool by_view);
    void show_marks();
    int number_width() const;
    void paint_numbers(QPainter& painter, const QRect& area) const;

    YamlDocument& source_;
    QWidget* numbers_;
    std::vector<std::pair<int, QString>> marks_;
    bool following_ = false;
};

} // namespace cityproof::gui
