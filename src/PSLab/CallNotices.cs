namespace OpenEvent.PSLab;

/// <summary>What a running call tells its user besides its result, such as an output that it switched off.</summary>
internal static class CallNotices
{
    private static readonly AsyncLocal<List<string>?> Current = new();

    /// <summary>Begins to collect the notices of the call that runs in this asynchronous flow.</summary>
    public static List<string> Collect() => Current.Value = [];

    public static void Add(string notice)
    {
        if (Current.Value is { } notices && !notices.Contains(notice))
            notices.Add(notice);
    }
}
