namespace OpenEvent.Application.Lab;

/// <summary>The address of a device.</summary>
/// <param name="Kind"><c>virtual</c>, <c>serial</c> or <c>tcp</c>.</param>
/// <param name="Target">
/// The port's path, the network address, or the virtual board's circuit: its name or its file's full path (empty: the default circuit).
/// </param>
public sealed record DeviceAddress(string Kind, string Target)
{
    public bool IsVirtual => Kind == DeviceInfo.VirtualKind;

    /// <returns>Null if the text is not a valid address.</returns>
    public static DeviceAddress? Parse(string text)
    {
        if (text == DeviceInfo.VirtualKind)
            return new DeviceAddress(DeviceInfo.VirtualKind, "");
        if (text.StartsWith("virtual:", StringComparison.Ordinal))
            return IsPath(text[8..]) || (text.Length > 8 && text[8..].All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
                ? new DeviceAddress(DeviceInfo.VirtualKind, text[8..])
                : null;
        if (text.StartsWith('/'))
            return IsPath(text) ? new DeviceAddress("serial", text) : null;
        return
            Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && uri is { Scheme: "tcp", Host.Length: > 0, PathAndQuery: "" or "/", UserInfo: "" }
            ? new DeviceAddress("tcp", uri.IsDefaultPort ? $"tcp://{uri.Host}:80" : $"tcp://{uri.Host}:{uri.Port}")
            : null;
    }

    private static bool IsPath(string text) => text.Length > 1 && text[0] == '/' && !text.Contains('\0', StringComparison.Ordinal);
}
