using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Virtual;

/// <summary>The board's memory as the logic analyser uses it: four blocks of 16-bit words, two blocks for 32-bit time stamps.</summary>
internal sealed class TimestampMemory(ushort[] buffer)
{
    public const int Block = 2500;

    /// <summary>Stores the low word in one block and the high word in the next block.</summary>
    /// <returns>Whether the channel has room for another event.</returns>
    public bool Write32Bit(int channel, int index, long time, uint events)
    {
        if (index >= Math.Min(events, Block))
            return false;
        // The timer of the high word is one tick late. An edge in the tick in which the low word wraps around reads the old value.
        var high = (uint)time >> 16;
        if ((ushort)time == 0 && time > 0)
            high--;
        buffer[2 * channel * Block + index] = (ushort)time;
        buffer[(2 * channel + 1) * Block + index] = (ushort)high;
        return index + 1 < Math.Min(events, Block);
    }

    /// <returns>Whether the channel has room for another event.</returns>
    public bool Write16Bit(int channel, int index, long time, uint events)
    {
        if (index >= Math.Min(events, Block))
            return false;
        buffer[channel * Block + index] = (ushort)time;
        return index + 1 < Math.Min(events, Block);
    }

    public uint[] Read16Bit(FieldValues a) => [.. Enumerable.Range(0, (int)a["count"]).Select(i => GetWord(i + (int)a["channel"] * Block))];

    public uint[] Read32Bit(FieldValues a) =>
        [
            .. Enumerable
                .Range(0, (int)a["count"])
                .Select(i => GetWord(i + 2 * (int)a["channel"] * Block) | GetWord(i + (2 * (int)a["channel"] + 1) * Block) << 16),
        ];

    private uint GetWord(int index) => index < buffer.Length ? buffer[index] : 0u;
}
