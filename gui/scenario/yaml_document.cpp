// SPDX-License-Identifier: Apache-2.0
#include "gui/scenario/yaml_document.hpp"

#include "io/text/files.hpp"

#include <QStringDecoder>
#include <QUndoCommand>

#include <utility>

namespace cityproof::gui {

namespace {

// Reading waits until fingers rest.
constexpr int pause_ms = 120;
constexpr std::size_t most_bytes = std::size_t{16} << 20;
const char* const byte_order_mark = "\xEF\xBB\xBF";

QByteArray read_bytes(const QString& path) {
    return QByteArray::fromStdString(io::read_text_file(path.toStdString(), most_bytes));
}

} // namespace

/// One change of the text.
class TextStep : public QUndoCommand {
  public:
    TextStep(YamlDocument& document, qsizetype at, QString removed, QString added, bool done)
        : document_{document},
          at_{at},
          removed_{std::move(removed)},
          added_{std::move(added)},
          done_{done},
          typed_{done} {}

    void undo() override {
        document_.replace({at_, at_ + added_.size()}, removed_, false);
        typed_ = false; // what is typed after it is another step
    }

    void redo() override {
        document_.replace({at_, at_ + removed_.size()}, added_, std::exchange(done_, false));
    }

    int id() const override { return typed_ ? 1 : -1; }

    /// Letters that follow each other on a line are one step, and so are deleted ones.
    bool mergeWith(const QUndoCommand* other) override {
        const auto& next = static_cast<const TextStep&>(*other);
        if (removed_.isEmpty() && next.removed_.isEmpty() && next.at_ == at_ + added_.size() &&
            !next.added_.contains(QLatin1Char{'\n'})) {
            added_ += next.added_;
            return true;
        }
        if (added_.isEmpty() && next.added_.isEmpty()) {
            if (next.at_ == at_) {
                removed_ += next.removed_;
                return true;
            }
            if (next.at_ + next.removed_.size() == at_) {
                at_ = next.at_;
                removed_.prepend(next.removed_);
                return true;
            }
        }
        return false;
    }

  private:
    YamlDocument& document_;
    qsizetype at_;
    QString removed_;
    QString added_;
    bool done_;
    bool typed_;
};

YamlDocument::YamlDocument(QObject* parent)
    : QObject{parent},
      reader_{std::make_unique<IoThread>()} {
    pause_.setSingleShot(true);
    pause_.setInterval(pause_ms);
    connect(&pause_, &QTimer::timeout, this, &YamlDocument::read_in_background);
}

YamlDocument::~YamlDocument() {
    undo_.disconnect();
    reader_.reset();
}

void YamlDocument::start(const QString& text) {
    path_.clear();
    on_disk_.clear();
    has_mark_ = false;
    has_crlf_ = false;
    undo_.clear();
    replace({0, text_.size()}, text, false);
    emit path_changed();
}

std::optional<Problem> YamlDocument::open(const QString& path) {
    QByteArray bytes;
    try {
        bytes = read_bytes(path);
    } catch (const InputError& error) {
        return error.problem();
    }
    QStringDecoder decoder{QStringDecoder::Utf8, QStringDecoder::Flag::Stateless};
    QString text = decoder.decode(bytes.startsWith(byte_order_mark) ? bytes.mid(3) : bytes);
    if (decoder.hasError() || text.contains(QChar{0})) {
        Problem problem;
        problem.where.file = path.toStdString();
        problem.message = tr("is no text in UTF-8").toStdString();
        problem.remedy = tr("save it as UTF-8 in another editor").toStdString();
        return problem;
    }
    const qsizetype returns = text.count(QStringLiteral("\r\n"));
    if (text.count(QLatin1Char{'\r'}) != returns ||
        (returns > 0 && returns != text.count(QLatin1Char{'\n'}))) {
        Problem problem;
        problem.where.file = path.toStdString();
        problem.message = tr("mixes the line ends of two systems").toStdString();
        problem.remedy = tr("save it with one kind of line ends in another editor").toStdString();
        return problem;
    }
    path_ = path;
    on_disk_ = bytes;
    has_mark_ = bytes.startsWith(byte_order_mark);
    has_crlf_ = returns > 0;
    undo_.clear();
    replace({0, text_.size()}, text.remove(QLatin1Char{'\r'}), false);
    emit path_changed();
    return std::nullopt;
}

QByteArray YamlDocument::bytes() const {
    QByteArray bytes = text_.toUtf8();
    if (has_crlf_) {
        bytes.replace("\n", "\r\n");
    }
    return has_mark_ ? byte_order_mark + bytes : bytes;
}

std::optional<Problem> YamlDocument::save(const QString& path) {
    const QString target = path.isEmpty() ? path_ : path;
    const QByteArray written = bytes();
    try {
        io::write_file_atomically(target.toStdString(),
                                  {written.constData(), static_cast<std::size_t>(written.size())});
    } catch (const InputError& error) {
        return error.problem();
    } catch (const EngineError& error) {
        Problem problem;
        problem.where.file = target.toStdString();
        problem.message = error.what();
        return problem;
    }
    on_disk_ = written;
    undo_.setClean();
    if (target != path_) {
        path_ = target;
        emit path_changed();
    }
    return std::nullopt;
}

bool YamlDocument::is_changed_on_disk() const {
    if (path_.isEmpty()) {
        return false;
    }
    try {
        return read_bytes(path_) != on_disk_;
    } catch (const InputError&) {
        return false; // gone: nothing of anybody's is lost by writing it
    }
}

std::shared_ptr<const YamlReading> YamlDocument::reading() {
    if (!reading_ || read_revision_ != revision_) {
        reading_ = read_places(text_, path_.toStdString());
        read_revision_ = revision_;
    }
    return reading_;
}

void YamlDocument::apply(const TextEdit& edit, const QString& what) {
    if (edit.is_empty()) {
        return;
    }
    auto step = std::make_unique<TextStep>(
        *this, edit.span.begin, text_.mid(edit.span.begin, edit.span.size()), edit.with, false);
    step->setText(what);
    undo_.push(step.release()); // the stack owns it
}

void YamlDocument::take_typed(const TextSpan& removed, const QString& added) {
    auto step = std::make_unique<TextStep>(*this, removed.begin,
                                           text_.mid(removed.begin, removed.size()), added, true);
    step->setText(tr("typing"));
    undo_.push(step.release());
}

void YamlDocument::replace(const TextSpan& span, const QString& with, bool by_view) {
    text_.replace(span.begin, span.size(), with);
    ++revision_;
    emit replaced(span, with, by_view);
    pause_.start();
}

void YamlDocument::read_in_background() {
    reader_->post([this, revision = revision_, text = text_, file = path_.toStdString()] {
        auto found = read_places(text, file);
        QMetaObject::invokeMethod(
            this,
            [this, revision, found = std::move(found)] {
                if (revision == revision_) { // else a newer one is on its way
                    reading_ = found;
                    read_revision_ = revision;
                    emit read(found);
                }
            },
            Qt::QueuedConnection);
    });
}

} // namespace cityproof::gui
