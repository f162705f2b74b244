// SPDX-License-Identifier: Apache-2.0
#include "gui/scenario/yaml_document.hpp"
#include "gui/scenario/yaml_view.hpp"

#include <QFile>
#include <QTest>

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "tests/support/test_data.hpp"
#include "wait_until.hpp"

namespace cityproof::gui {
namespace {

using ::testing::HasSubstr;
using testing::wait_until;

class YamlDocumentTest : public ::testing::Test {
  protected:
    QString write(const QByteArray& bytes) {
        QFile file{path()};
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        return path();
    }

    QString path() const {
        return QString::fromStdString((folder_.path() / "scenario.yaml").string());
    }

    QByteArray on_disk() const {
        QFile file{path()};
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        return file.readAll();
    }

    void set(const QString& at, const QString& value) {
        document_.apply(set_value(document_.text(), *document_.reading()->root, at, {value, true},
                                  [](const QString&) { return QStringList{}; }),
                        "change");
    }

    cityproof::testing::TemporaryFolder folder_;
    YamlDocument document_;
};

TEST_F(YamlDocumentTest, open_and_save_give_the_same_bytes_back) {
    for (const QByteArray& bytes :
         {QByteArray{"a: 1 # c\n\n# end"}, QByteArray{"\xEF\xBB\xBF# mark\na: 1\n"},
          QByteArray{"a: 1\r\nb: gr\xC3\xBC\xC3\x9F\r\n"}, QByteArray{"a: \xC2\xA0x  \n\tz"},
          QByteArray{""}}) {
        ASSERT_FALSE(document_.open(write(bytes)));
        YamlView view{document_};
        ASSERT_FALSE(document_.save());
        EXPECT_EQ(on_disk(), bytes);
    }
}

TEST_F(YamlDocumentTest, a_change_keeps_every_other_byte_and_undo_brings_it_back) {
    ASSERT_FALSE(document_.open(write("\xEF\xBB\xBF# head\r\na: 1 # one\r\nb: 2\r\n")));
    set("a", "x y");
    EXPECT_TRUE(document_.is_modified());
    ASSERT_FALSE(document_.save());
    EXPECT_FALSE(document_.is_modified());
    EXPECT_EQ(on_disk(), "\xEF\xBB\xBF# head\r\na: x y # one\r\nb: 2\r\n");
    document_.undo_stack().undo();
    EXPECT_EQ(document_.text(), "# head\na: 1 # one\nb: 2\n");
    EXPECT_TRUE(document_.is_modified());
}

TEST_F(YamlDocumentTest, what_is_no_text_of_ours_is_refused_and_the_old_text_stays) {
    document_.start("a: 1\n");
    for (const QByteArray& bytes :
         {QByteArray{"a: \xFF\xFE"}, QByteArray{"a: 1\r\nb: 2\n"}, QByteArray{"a\0b", 3}}) {
        const auto problem = document_.open(write(bytes));
        ASSERT_TRUE(problem);
        EXPECT_FALSE(problem->remedy.empty());
        EXPECT_EQ(document_.text(), "a: 1\n");
    }
    EXPECT_TRUE(document_.open(path() + ".missing"));
}

TEST_F(YamlDocumentTest, a_failed_save_leaves_the_old_file_and_the_work) {
    ASSERT_FALSE(document_.open(write("a: 1\n")));
    set("a", "2 x");
    EXPECT_TRUE(document_.save(path() + "/not/a/folder.yaml"));
    EXPECT_TRUE(document_.is_modified());
    EXPECT_EQ(on_disk(), "a: 1\n");
}

TEST_F(YamlDocumentTest, a_file_that_somebody_else_wrote_is_noticed) {
    ASSERT_FALSE(document_.open(write("a: 1\n")));
    EXPECT_FALSE(document_.is_changed_on_disk());
    write("a: 2\n");
    EXPECT_TRUE(document_.is_changed_on_disk());
}

TEST_F(YamlDocumentTest, letters_are_one_step_and_a_new_line_is_another) {
    document_.start("a: 1\n");
    YamlView view{document_};
    view.show();
    view.moveCursor(QTextCursor::End);
    QTest::keyClicks(&view, "b: 2");
    QTest::keyClick(&view, Qt::Key_Return);
    QTest::keyClicks(&view, "c: 3");
    EXPECT_EQ(document_.text(), "a: 1\nb: 2\nc: 3");
    QTest::keyClick(&view, Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(document_.text(), "a: 1\nb: 2");
    QTest::keyClick(&view, Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(document_.text(), "a: 1\n");
    EXPECT_EQ(view.toPlainText(), document_.text());
    QTest::keyClick(&view, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(view.toPlainText(), "a: 1\nb: 2");
}

/// Random typing, deleting, pasting and undoing: view and document never part.
TEST_F(YamlDocumentTest, view_and_document_hold_the_same_text_whatever_is_typed) {
    document_.start("format: 1\nname: town\n\n# end");
    YamlView view{document_};
    view.show();
    std::uint32_t state = 7;
    const auto draw = [&state](std::uint32_t below) {
        state = state * 1664525U + 1013904223U; // Numerical Recipes' generator: the same each time
        return (state >> 16U) % below;
    };
    for (int step = 0; step < 600; ++step) {
        QTextCursor cursor = view.textCursor();
        const auto length = static_cast<std::uint32_t>(document_.text().size());
        cursor.setPosition(static_cast<int>(draw(length + 1)));
        if (draw(3) == 0) {
            cursor.setPosition(static_cast<int>(draw(length + 1)), QTextCursor::KeepAnchor);
        }
        view.setTextCursor(cursor);
        switch (draw(6)) {
        case 0:
            QTest::keyClick(&view, Qt::Key_Backspace);
            break;
        case 1:
            QTest::keyClick(&view, Qt::Key_Delete);
            break;
        case 2:
            QTest::keyClick(&view, Qt::Key_Return);
            break;
        case 3:
            view.insertPlainText("a: 1\n\n  b: 2");
            break;
        case 4:
            document_.undo_stack().undo();
            break;
        default:
            QTest::keyClicks(&view, "x: y");
        }
        ASSERT_EQ(view.toPlainText(), document_.text()) << step;
    }
    while (document_.undo_stack().canUndo()) {
        document_.undo_stack().undo();
    }
    EXPECT_EQ(document_.text(), "format: 1\nname: town\n\n# end");
    EXPECT_EQ(view.toPlainText(), document_.text());
}

TEST_F(YamlDocumentTest, what_is_typed_is_read_a_while_later) {
    document_.start("a: 1\n");
    int readings = 0;
    std::shared_ptr<const YamlReading> last;
    QObject::connect(&document_, &YamlDocument::read,
                     [&](const std::shared_ptr<const YamlReading>& reading) {
                         ++readings;
                         last = reading;
                     });
    document_.take_typed({5, 5}, "b: [");
    document_.take_typed({9, 9}, "2]");
    ASSERT_TRUE(wait_until([&] { return readings > 0; }));
    EXPECT_EQ(readings, 1);
    ASSERT_TRUE(last->root);
    EXPECT_EQ(last->root->at(u"b[0]")->scalar, "2");
}

} // namespace
} // namespace cityproof::gui
