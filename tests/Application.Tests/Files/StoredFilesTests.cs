using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Infrastructure.Files;

namespace OpenEvent.Application.Tests.Files;

public sealed class StoredFilesTests
{
    [Test]
    public void The_paths_of_uploads_are_found_in_a_list_of_links()
    {
        var files = new FolderFileStore(Path.GetTempPath(), "/files", TimeProvider.System);
        var stored = new StoredFiles(files, new ServerUrl());
        var url = files.GetUrl(StoredFiles.Uploads);
        var text = $"[{{\"link\": \"https://lab.example{url}ab/a.pdf\"}}, {{\"link\": \"{url}cd/b.pdf?x=1\"}}, \"{url}../secret\"]";
        Assert.That(stored.FindPathsIn(text, StoredFiles.Uploads), Is.EqualTo(["uploads/ab/a.pdf", "uploads/cd/b.pdf"]));
    }

    private sealed class ServerUrl : IPublicUrl
    {
        public string ToAbsolute(string url) => $"https://lab.example{url}";
    }
}
