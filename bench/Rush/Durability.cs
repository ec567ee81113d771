namespace OpenEvent.Rush;

/// <summary>Checks that PostgreSQL is as durable as in production.</summary>
internal static class Durability
{
    public static async Task<ScenarioReport> VerifyAsync(string name, DatabaseProbe database, string kind = "durable")
    {
        var report = new ScenarioReport(name);
        foreach (var setting in (string[])["fsync", "synchronous_commit", "full_page_writes"])
            report.Require(setting, await database.TextAsync($"SHOW {setting}") is var value && value == "on", value);
        report.Summary = $"{await database.TextAsync("SHOW server_version")}, {kind}";
        return report.Print();
    }
}
