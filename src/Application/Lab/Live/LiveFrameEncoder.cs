using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace OpenEvent.Application.Lab;

/// <summary>
/// Writes a frame: the length of a JSON header (32 bits, little endian), the header, then the values of each channel as 32-bit
/// floating-point numbers, little endian.
/// </summary>
internal static class LiveFrameEncoder
{
    /// <param name="sequence">The number of the frame in its stream, from 1.</param>
    /// <param name="time">Seconds since the stream began.</param>
    public static byte[] Encode(long sequence, double time, LiveFrame frame, int points)
    {
        var samples = frame.Traces.Count == 0 ? 0 : frame.Traces[0].Samples.Length;
        var count = MinMaxDecimation.CountAfter(samples, points);
        var header = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(header))
            WriteHeader(json, sequence, time, frame, count, count == 0 ? frame.Dx : frame.Dx * samples / count);
        var bytes = new byte[sizeof(uint) + header.WrittenCount + (frame.Traces.Count * count * sizeof(float))];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)header.WrittenCount);
        header.WrittenSpan.CopyTo(bytes.AsSpan(sizeof(uint)));
        var rest = bytes.AsSpan(sizeof(uint) + header.WrittenCount);
        foreach (var trace in frame.Traces)
        foreach (var value in MinMaxDecimation.Reduce(trace.Samples, points))
        {
            BinaryPrimitives.WriteSingleLittleEndian(rest, value);
            rest = rest[sizeof(float)..];
        }

        return bytes;
    }

    private static void WriteHeader(Utf8JsonWriter json, long sequence, double time, LiveFrame frame, int count, double dx)
    {
        json.WriteStartObject();
        json.WriteNumber("seq"u8, sequence);
        json.WriteNumber("t"u8, Math.Round(time, 6));
        json.WriteNumber("x0"u8, frame.X0);
        json.WriteNumber("dx"u8, dx);
        json.WriteNumber("n"u8, count);
        json.WriteBoolean("triggered"u8, frame.IsTriggered);
        json.WriteStartArray("channels"u8);
        foreach (var trace in frame.Traces)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, trace.Name);
            json.WriteString("unit"u8, trace.Unit);
            json.WriteBoolean("clipped"u8, trace.IsClipped);
            if (trace.Range is { } range)
                json.WriteNumber("range"u8, range);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
