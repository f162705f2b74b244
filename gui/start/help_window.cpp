// SPDX-License-Identifier: Apache-2.0
#include "gui/start/help_window.hpp"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QPushButton>
#include <QTextBrowser>
#include <QUrl>
#include <QVBoxLayout>

namespace cityproof::gui {

HelpWindow::HelpWindow(QWidget* parent) : QDialog{parent}, text_{new QTextBrowser{this}} {
    resize(720, 640);
    text_->setAccessibleName(tr("Help"));
    // Links lead to other documents of the folder, never to the network.
    text_->setOpenExternalLinks(false);
    auto* close_button = new QPushButton{tr("Close"), this};
    close_button->setAccessibleName(close_button->text());
    auto* column = new QVBoxLayout{this};
    column->addWidget(text_);
    column->addWidget(close_button, 0, Qt::AlignRight);
    connect(close_button, &QPushButton::clicked, this, &QWidget::close);
}

QString HelpWindow::documents_folder() {
    const QDir programs{QCoreApplication::applicationDirPath()};
    for (const char* candidate : {"../share/doc/cityproof", "../../docs"}) {
        const QString folder = QDir::cleanPath(programs.filePath(QLatin1String{candidate}));
        if (QFileInfo{folder + QStringLiteral("/viewer.md")}.isFile()) {
            return folder;
        }
    }
    return {};
}

bool HelpWindow::show_document(const QString& name) {
    const QString folder = documents_folder();
    if (folder.isEmpty() || !QFileInfo{folder + QLatin1Char{'/'} + name}.isFile()) {
        return false;
    }
    setWindowTitle(tr("Help"));
    text_->setSource(QUrl::fromLocalFile(folder + QLatin1Char{'/'} + name));
    show();
    raise();
    return true;
}

void HelpWindow::show_page(const QString& title, const QString& html) {
    setWindowTitle(title);
    text_->setHtml(html);
    show();
    raise();
}

} // namespace cityproof::gui
