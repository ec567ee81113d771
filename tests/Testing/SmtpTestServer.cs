using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MimeKit;

namespace OpenEvent.Testing;

/// <summary>A real SMTP server in a process of its own (tests/tools/smtp); ends with the test.</summary>
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

    /// <summary>Until so many letters have come.</summary>
    public async Task WaitForMessagesAsync(int count)
    {
        var received = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(_folder, "*.json");
        watcher.Created += (_, _) => Look();
        watcher.EnableRaisingEvents = true;
        Look();
        await received.Task.WaitAsync(TimeSpan.FromMinutes(2));

        void Look()
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

    /// <summary>What the server was told, apart from the letter itself.</summary>
    public sealed record Envelope(string From, string[] To, string? User, bool Secure);
}
