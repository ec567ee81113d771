using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MimeKit;

namespace OpenEvent.Testing;

/// <summary>A real SMTP server in its own process (tests/tools/smtp). It stops when it is disposed.</summary>
public sealed class SmtpTestServer : IDisposable
{
    private readonly Process _process;
    private readonly string _folder = Directory.CreateTempSubdirectory("openevent-smtp-").FullName;

    private SmtpTestServer(string[] options)
    {
        _process = ExternalTool.Start("nodejs", "node", [NodeTool.InstallAndGetScript("smtp"), _folder, .. options]);
        var port = _process.StandardOutput.ReadLine();
        if (port is null)
            throw new InvalidOperationException($"The SMTP server did not start: {_process.StandardError.ReadToEnd()}");
        Port = int.Parse(port, CultureInfo.InvariantCulture);
    }

    public int Port { get; }

    public static SmtpTestServer Start(params string[] options) => new(options);

    public IReadOnlyList<MimeMessage> Messages() => [.. ListFiles("*.eml").Select(file => MimeMessage.Load(file))];

    /// <summary>Waits until the server has received <paramref name="count"/> e-mails, for at most two minutes.</summary>
    public async Task WaitForMessagesAsync(int count)
    {
        var received = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(_folder, "*.json");
        watcher.Created += (_, _) => CheckCount();
        watcher.EnableRaisingEvents = true;
        CheckCount();
        await received.Task.WaitAsync(TimeSpan.FromMinutes(2));

        void CheckCount()
        {
            if (ListFiles("*.json").Count() >= count)
                received.TrySetResult();
        }
    }

    public IReadOnlyList<string> RawMessages() => [.. ListFiles("*.eml").Select(File.ReadAllText)];

    public IReadOnlyList<Envelope> Envelopes() =>
        [.. ListFiles("*.json").Select(file => JsonSerializer.Deserialize<Envelope>(File.ReadAllText(file), JsonSerializerOptions.Web)!)];

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private IEnumerable<string> ListFiles(string pattern) => Directory.GetFiles(_folder, pattern).Order(StringComparer.Ordinal);

    /// <summary>The SMTP envelope of an e-mail, and whether the client signed in and used TLS.</summary>
    public sealed record Envelope(string From, string[] To, string? User, bool Secure);
}
