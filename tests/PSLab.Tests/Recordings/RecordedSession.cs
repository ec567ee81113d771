using System.Text.Json;

namespace OpenEvent.PSLab.Tests.Recordings;

/// <summary>
/// A recorded session of a real board: what the host sent and what the board answered, in order. The recordings are under another licence
/// and not part of this repository. They are looked for in the folder that <c>OPENEVENT_RECORDINGS</c> names, and in
/// <c>../shared/recordings</c> beside the repository or the repository of a worktree. The session <see cref="Example"/> is always there.
/// </summary>
internal sealed record RecordedSession(string Name, IReadOnlyList<(byte[] Sent, byte[] Received)> Exchanges)
{
    public const string Example = "example";

    /// <summary>Byte examples of the protocol's reference.</summary>
    private static readonly (string Sent, string Received)[] ExampleExchanges =
    [
        ("02080100", "01"),
        ("02080200", "01"),
        ("0A11", "01"),
        ("0B0A00001027", "01"),
        ("0A0FC4090500", "01"),
        ("0801E0", "01"),
        ("070D01F900", "01"),
        ("060303AB09", "01"),
    ];

    public static IEnumerable<string> Names =>
        (FindFolder() is { } folder ? Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal) : Enumerable.Empty<string>())
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Prepend(Example);

    public static RecordedSession Load(string name) => new(name, name == Example ? ParseExample() : Parse(name));

    /// <summary>The exchanges of a command.</summary>
    public IEnumerable<(byte[] Sent, byte[] Received)> Find(byte group, byte op) =>
        Exchanges.Where(e => e.Sent[0] == group && e.Sent[1] == op);

    public static uint[] ToWords(byte[] reply, int width) =>
        [
            .. Enumerable
                .Range(0, (reply.Length - 1) / width)
                .Select(i => width == 2 ? BitConverter.ToUInt16(reply, 2 * i) : BitConverter.ToUInt32(reply, 4 * i)),
        ];

    private static List<(byte[], byte[])> ParseExample() =>
        [.. ExampleExchanges.Select(e => (Convert.FromHexString(e.Sent), Convert.FromHexString(e.Received)))];

    private static List<(byte[], byte[])> Parse(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(FindFolder()!, $"{name}.json")));
        return
        [
            .. document
                .RootElement.EnumerateArray()
                .Select(pair => (Convert.FromHexString(pair[0].GetString()!), Convert.FromHexString(pair[1].GetString()!))),
        ];
    }

    private static string? FindFolder()
    {
        var repository = new DirectoryInfo(AppContext.BaseDirectory);
        while (repository is not null && !Path.Exists(Path.Combine(repository.FullName, ".git")))
            repository = repository.Parent;
        return new[]
        {
            Environment.GetEnvironmentVariable("OPENEVENT_RECORDINGS"),
            repository is null ? null : Path.Combine(repository.FullName, "../shared/recordings"),
            FindMainRepository(repository) is { } main ? Path.Combine(main, "../shared/recordings") : null,
        }.FirstOrDefault(Directory.Exists);
    }

    /// <summary>In a worktree, <c>.git</c> is a file that names a folder in the repository that it belongs to.</summary>
    private static string? FindMainRepository(DirectoryInfo? worktree) =>
        worktree is not null && Path.Combine(worktree.FullName, ".git") is var file && File.Exists(file)
            ? File.ReadAllText(file).Split("gitdir: ")[1].Split("/.git/")[0]
            : null;
}
