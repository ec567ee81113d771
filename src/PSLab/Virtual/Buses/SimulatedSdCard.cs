using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Virtual;

/// <summary>A memory card with files in 8.3 format. It is lost when the process ends.</summary>
internal sealed class SimulatedSdCard(SimulationClock clock)
{
    private const int BlockSize = 512;
    private const byte Overwrite = 0x08,
        Archive = 0x20;
    private const int MaxFileSize = 16 << 20;

    private readonly Dictionary<string, (byte[] Bytes, DateTimeOffset Written)> _files = new(StringComparer.OrdinalIgnoreCase);

    public CommandReply Read(FieldValues a)
    {
        var bytes = _files.TryGetValue(a.Text("name"), out var file) ? file.Bytes : [];
        return Replies.With(
            new FieldValues().Add("size", (uint)bytes.Length).Add("bytes", [.. bytes.Select(b => (uint)b)]).Add("read", (uint)bytes.Length)
        );
    }

    /// <summary>Returns date and time in the format of the FAT file system.</summary>
    public CommandReply Info(FieldValues a)
    {
        var found = _files.TryGetValue(a.Text("name"), out var file);
        var at = found ? file.Written : default;
        var values = new FieldValues()
            .Add("size", found ? (uint)file.Bytes.Length : 0)
            .Add("date", found ? (uint)((at.Year - 1980) << 9 | at.Month << 5 | at.Day) : 0)
            .Add("time", found ? (uint)(at.Hour << 11 | at.Minute << 5 | at.Second / 2) : 0)
            .Add("attributes", found ? Archive : 0u);
        return Replies.With(values, found ? CommandReply.Success : CommandReply.Failed);
    }

    /// <summary>
    /// Name, mode and size come first. Then the board acknowledges each block before the host sends the next one; 0 is success, as in
    /// FatFs.
    /// </summary>
    public void Write(CommandArguments arguments, Action<byte[]> send)
    {
        var name = new List<char>();
        for (byte character; name.Count < 13 && (character = arguments.ReadByte()) != 0; )
            name.Add((char)character);
        var key = new string([.. name]);
        var mode = arguments.ReadByte();
        var isOpen = name.Count > 0 && (_files.ContainsKey(key) || (mode & 0x1C) != 0) && ((mode & 0x04) == 0 || !_files.ContainsKey(key));
        send([isOpen ? (byte)0 : (byte)1]);
        var size = arguments.ReadLong();
        var content = new List<byte>();
        for (var remaining = (long)size; remaining > 0; remaining -= BlockSize)
        {
            for (var i = 0; i < Math.Min(remaining, BlockSize); i++)
                if (arguments.ReadByte() is var value && content.Count < MaxFileSize)
                    content.Add(value);
            send([isOpen ? (byte)0 : (byte)1]);
        }
        if (isOpen)
        {
            var before = (mode & Overwrite) == 0 && _files.TryGetValue(key, out var old) ? old.Bytes : [];
            _files[key] = ([.. content, .. before.Skip(content.Count)], clock.WallClock);
        }
        send(BitConverter.GetBytes(isOpen ? (uint)content.Count : 0));
    }
}
