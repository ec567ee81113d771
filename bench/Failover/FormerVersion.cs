using System.Diagnostics;

namespace OpenEvent.Failover;

/// <summary>A server built from a commit, in a working tree of its own that is removed at the end.</summary>
internal sealed class FormerVersion : IAsyncDisposable
{
    /// <summary>The last landed commit; <c>scripts/record-landed-database.sh</c> writes it.</summary>
    private const string LandedFile = "tests/WebApi.Tests/Upgrades/landed-commit.txt";

    private readonly string _root;
    private readonly string? _tree;

    private FormerVersion(string root, string? tree, string serverProgram, string commit) =>
        (_root, _tree, ServerProgram, Commit) = (root, tree, serverProgram, commit);

    public string ServerProgram { get; }

    /// <summary>The first digits of the commit.</summary>
    public string Commit { get; }

    /// <param name="reference">A commit, <c>landed</c>, or <c>none</c>.</param>
    /// <param name="present">The program of the present version, which is used for <c>none</c>.</param>
    /// <param name="folder">The working tree is in it.</param>
    public static async Task<FormerVersion> BuildAsync(string reference, string present, string folder)
    {
        var root = FindRoot();
        if (reference == "none")
            return new FormerVersion(root, null, present, "the present version");
        if (reference == "landed")
            reference = (await File.ReadAllTextAsync(Path.Combine(root, LandedFile))).Trim();
        var commit = (await RunAsync(root, "git", "rev-parse", "--short=8", $"{reference}^{{commit}}")).Trim();
        var tree = Path.Combine(folder, "former");
        Console.WriteLine($"upgrade: building {commit}");
        await RunAsync(root, "git", "worktree", "add", "--detach", tree, commit);
        var built = new FormerVersion(root, tree, Path.Combine(tree, "src/WebApi/bin/Release/net10.0/OpenEvent.WebApi.dll"), commit);
        try
        {
            string[] build = ["build", "src/WebApi", "-c", "Release", "-v", "quiet", "-clp:NoSummary", "-p:RunAnalyzers=false"];
            await RunAsync(tree, "dotnet", [.. build, "--disable-build-servers"]);
            return built;
        }
        catch
        {
            await built.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_tree is not null)
            await RunAsync(_root, "git", "worktree", "remove", "--force", _tree);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "OpenEvent.sln")))
                return folder.FullName;
        throw new InvalidOperationException("The benchmark does not run in its repository.");
    }

    private static async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {output}{await errors}");
    }
}
