// SPDX-License-Identifier: Apache-2.0
#include "gui/scenario/yaml_view.hpp"

#include <QHelpEvent>
#include <QPainter>
#include <QSyntaxHighlighter>
#include <QTextBlock>
#include <QToolTip>

#include <algorithm>

namespace cityproof::gui {

namespace {

constexpr int letter_px = 13;

/// Comments step back, keys stand out.
class YamlColours : public QSyntaxHighlighter {
  public:
    YamlColours(QTextDocument* document, const QWidget& view)
        : QSyntaxHighlighter{document},
          view_{view} {}

  protected:
    void highlightBlock(const QString& text) override {
        qsizetype comment = -1;
        QChar quote;
        for (qsizetype i = 0; i < text.size() && comment < 0; ++i) {
            const QChar c = text[i];
            if (!quote.isNull()) {
                quote = c == quote ? QChar{} : quote;
            } else if ((c == QLatin1Char{'"'} || c == QLatin1Char{'\''}) &&
                       (i == 0 || !text[i - 1].isLetterOrNumber())) {
                quote = c;
            } else if (c == QLatin1Char{'#'} && (i == 0 || text[i - 1].isSpace())) {
                comment = i;
            }
        }
        const qsizetype code_end = comment < 0 ? text.size() : comment;
        const qsizetype colon = text.left(code_end).indexOf(QLatin1Char{':'});
        if (colon > 0 && (colon + 1 == code_end || text[colon + 1].isSpace())) {
            setFormat(0, static_cast<int>(colon), view_.palette().color(QPalette::Link));
        }
        if (comment >= 0) {
            setFormat(static_cast<int>(comment), static_cast<int>(text.size() - comment),
                      view_.palette().color(QPalette::PlaceholderText));
        }
    }

  private:
    const QWidget& view_;
};

/// The numbers beside the lines; the view paints them.
class NumberArea : public QWidget {
  public:
    using Painter = std::function<void(QPainter&, const QRect&)>;

    NumberArea(QWidget* parent, Painter painter) : QWidget{parent}, painter_{std::move(painter)} {}

  protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        QPainter painter{this};
        painter_(painter, rect());
    }

  private:
    Painter painter_;
};

} // namespace

YamlView::YamlView(YamlDocument& document, QWidget* parent)
    : QPlainTextEdit{parent},
      source_{document},
      numbers_{new NumberArea{
          this, [this](QPainter& painter, const QRect& area) { paint_numbers(painter, area); }}} {
    setAccessibleName(tr("Text"));
    QFont letters{QStringLiteral("DejaVu Sans Mono")}; // columns stand under each other
    letters.setStyleHint(QFont::Monospace);
    letters.setPixelSize(letter_px);
    setFont(letters);
    setUndoRedoEnabled(false);
    setLineWrapMode(NoWrap);
    setTabChangesFocus(true); // YAML has no tabs
    new YamlColours{this->document(), *this};
    connect(this->document(), &QTextDocument::contentsChange, this, &YamlView::take_change);
    connect(&source_, &YamlDocument::replaced, this, &YamlView::follow);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect& area, int dy) {
        if (dy != 0) {
            numbers_->scroll(0, dy);
        } else {
            numbers_->update(0, area.y(), numbers_->width(), area.height());
        }
    });
    connect(this, &QPlainTextEdit::blockCountChanged, this,
            [this] { setViewportMargins(number_width(), 0, 0, 0); });
    setViewportMargins(number_width(), 0, 0, 0);
    follow({0, 0}, source_.text(), false);
}

void YamlView::take_change(int position, int removed, int added) {
    if (following_ || removed + added == 0) {
        return;
    }
    // Qt counts the end of the last paragraph in at times: the lengths of both texts tell what
    // really came and went.
    const qsizetype length = document()->characterCount() - 1;
    const qsizetype more = length - source_.text().size();
    const qsizetype came =
        std::max({std::min<qsizetype>(added, length - position), more, qsizetype{0}});
    const qsizetype went = came - more;
    QTextCursor cursor{document()};
    cursor.setPosition(position);
    cursor.setPosition(static_cast<int>(position + came), QTextCursor::KeepAnchor);
    const QString text =
        cursor.selectedText().replace(QChar::ParagraphSeparator, QLatin1Char{'\n'});
    const TextSpan span{position, position + went};
    if (QStringView{source_.text()}.mid(span.begin, span.size()) != text) {
        source_.take_typed(span, text);
    }
}

void YamlView::follow(const TextSpan& span, const QString& with, bool by_view) {
    if (by_view) {
        return;
    }
    following_ = true;
    if (span.begin == 0 && span.end >= document()->characterCount() - 1) {
        setPlainText(with);
    } else {
        QTextCursor cursor{document()};
        cursor.setPosition(static_cast<int>(span.begin));
        cursor.setPosition(static_cast<int>(span.end), QTextCursor::KeepAnchor);
        cursor.insertText(with);
        if (!hasFocus()) { // shows what the form has done
            cursor.setPosition(static_cast<int>(span.begin));
            setTextCursor(cursor);
            ensureCursorVisible();
        }
    }
    following_ = false;
}

void YamlView::mark_lines(std::vector<std::pair<int, QString>> marks) {
    marks_ = std::move(marks);
    show_marks();
}

void YamlView::show_marks() {
    QList<QTextEdit::ExtraSelection> marked;
    QColor ground = palette().color(QPalette::BrightText);
    ground.setAlphaF(0.16F);
    for (const auto& [line, text] : marks_) {
        const QTextBlock block = document()->findBlockByNumber(line - 1);
        if (block.isValid()) {
            QTextEdit::ExtraSelection one;
            one.cursor = QTextCursor{block};
            one.format.setBackground(ground);
            one.format.setProperty(QTextFormat::FullWidthSelection, true);
            marked << one;
        }
    }
    setExtraSelections(marked);
    numbers_->update();
}

void YamlView::go_to_line(int line) {
    const QTextBlock block = document()->findBlockByNumber(std::max(0, line - 1));
    if (block.isValid()) {
        setTextCursor(QTextCursor{block});
        centerCursor();
        setFocus();
    }
}

bool YamlView::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const int line =
            cursorForPosition(viewport()->mapFrom(this, help->pos())).blockNumber() + 1;
        QStringList texts;
        for (const auto& [marked, text] : marks_) {
            if (marked == line) {
                texts << text;
            }
        }
        QToolTip::showText(help->globalPos(), texts.join(QLatin1Char{'\n'}), this);
        return true;
    }
    return QPlainTextEdit::event(event);
}

void YamlView::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Undo)) {
        source_.undo_stack().undo();
    } else if (event->matches(QKeySequence::Redo)) {
        source_.undo_stack().redo();
    } else {
        QPlainTextEdit::keyPressEvent(event);
    }
}

void YamlView::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    const QRect inside = contentsRect();
    numbers_->setGeometry(inside.left(), inside.top(), number_width(), inside.height());
}

void YamlView::changeEvent(QEvent* event) {
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        if (auto* colours = document()->findChild<QSyntaxHighlighter*>()) {
            following_ = true; // formats are no change of the text
            colours->rehighlight();
            following_ = false;
        }
        show_marks();
    } else if (event->type() == QEvent::FontChange) {
        setViewportMargins(number_width(), 0, 0, 0);
    }
}

int YamlView::number_width() const {
    const auto digits = QString::number(std::max(99, blockCount())).size();
    return 12 + fontMetrics().horizontalAdvance(QLatin1Char{'9'}) * static_cast<int>(digits);
}

void YamlView::paint_numbers(QPainter& painter, const QRect& area) const {
    painter.fillRect(area, palette().color(QPalette::AlternateBase));
    painter.setFont(font());
    QTextBlock block = firstVisibleBlock();
    while (block.isValid()) {
        const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
        if (place.top() > area.bottom()) {
            break;
        }
        const int line = block.blockNumber() + 1;
        const bool marked =
            std::ranges::any_of(marks_, [line](const auto& mark) { return mark.first == line; });
        painter.setPen(palette().color(marked ? QPalette::BrightText : QPalette::PlaceholderText));
        painter.drawText(QRectF{0, place.top(), area.width() - 6.0, place.height()},
                         Qt::AlignRight | Qt::AlignVCenter, QString::number(line));
        block = block.next();
    }
}

} // namespace cityproof::gui
