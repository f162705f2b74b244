// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

class QTextBrowser;

namespace cityproof::gui {

/// A page to read beside the main window: the user's guide that is installed with the program, or
/// the sheet of keys. Nothing is fetched from anywhere.
class HelpWindow : public QDialog {
    Q_OBJECT

  public:
    explicit HelpWindow(QWidget* parent = nullptr);

    /// A page of the documents' folder, as in "viewer.md"; false when it is not there.
    bool show_document(const QString& name);
    void show_page(const QString& title, const QString& html);

    QTextBrowser* text() const { return text_; }

    /// Folder of the documents of an install or a clone; empty when there is none.
    static QString documents_folder();

  private:
    QTextBrowser* text_;
};

} // namespace cityproof::gui
