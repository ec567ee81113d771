using System.Globalization;
using System.Linq.Expressions;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OpenEvent.Application.Resources.Query;

namespace OpenEvent.Application.Resources;

/// <summary>The codec of each C# type that a declaration may use.</summary>
internal static class Codecs
{
    private static readonly Dictionary<Type, object> All = new()
    {
        [typeof(string)] = new Text(),
        [typeof(bool)] = new Truth(),
        [typeof(int)] = new Int(),
        [typeof(long)] = new Long(),
        [typeof(double)] = new Real(),
        [typeof(decimal)] = new Exact(),
        [typeof(DateTimeOffset)] = new Instant(),
    };

    public static Codec<TValue> For<TValue>()
    {
        if (All.TryGetValue(typeof(TValue), out var codec))
            return (Codec<TValue>)codec;
        var inner = Nullable.GetUnderlyingType(typeof(TValue));
        if (inner is null && typeof(TValue).IsEnum)
            return (Codec<TValue>)Activator.CreateInstance(typeof(Word<>).MakeGenericType(typeof(TValue)))!;
        if (inner is null)
            throw new InvalidOperationException($"There is no codec for {typeof(TValue)}.");
        var of = typeof(Codecs).GetMethod(nameof(For))!.MakeGenericMethod(inner).Invoke(null, null);
        return (Codec<TValue>)Activator.CreateInstance(typeof(Optional<>).MakeGenericType(inner), of)!;
    }

    /// <summary>A <c>jsonb</c> column: any JSON value, held as text.</summary>
    public static Codec<string> Json { get; } = new Structure();

    private static string Kind(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "an array",
            JsonValueKind.Null => "null",
            JsonValueKind.Number => "a number",
            JsonValueKind.String => "a text",
            _ => "a boolean",
        };

    private sealed class Text : Codec<string>
    {
        public override (string, string?) Schema => ("string", null);

        public override string Read(JsonElement json)
        {
            if (json.ValueKind == JsonValueKind.Null)
                return null!;
            if (json.ValueKind != JsonValueKind.String)
                throw new UnreadableValue($"Not a valid string: it is {Kind(json)}.");
            string text;
            try
            {
                text = json.GetString()!;
            }
            catch (InvalidOperationException)
            {
                throw new UnreadableValue("Not a valid string: it holds half of a surrogate pair.");
            }

            return text.Contains('\0', StringComparison.Ordinal) ? throw new UnreadableValue("Not a valid string: it holds a NUL.") : text;
        }

        public override void Write(Utf8JsonWriter json, string value) => json.WriteStringValue(value);
    }

    private sealed class Truth : Codec<bool>
    {
        public override (string, string?) Schema => ("boolean", null);

        public override bool Read(JsonElement json) =>
            json.ValueKind switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                JsonValueKind.String when json.GetString() is "true" or "True" or "1" => true,
                JsonValueKind.String when json.GetString() is "false" or "False" or "0" => false,
                JsonValueKind.Number when json.TryGetInt32(out var n) && n is 0 or 1 => n == 1,
                _ => throw new UnreadableValue("Not a valid boolean."),
            };

        public override void Write(Utf8JsonWriter json, bool value) => json.WriteBooleanValue(value);
    }

    private sealed class Int : Codec<int>
    {
        public override (string, string?) Schema => ("integer", "int32");

        public override int Read(JsonElement json) =>
            json.ValueKind switch
            {
                JsonValueKind.Number when json.TryGetInt32(out var n) => n,
                JsonValueKind.Number
                    when json.TryGetDecimal(out var d) && d == decimal.Truncate(d) && d is >= int.MinValue and <= int.MaxValue => (int)d,
                JsonValueKind.String
                    when int.TryParse(json.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) => n,
                _ => throw new UnreadableValue($"Not a valid integer between {int.MinValue} and {int.MaxValue}."),
            };

        public override void Write(Utf8JsonWriter json, int value) => json.WriteNumberValue(value);
    }

    private sealed class Long : Codec<long>
    {
        public override (string, string?) Schema => ("integer", "int64");

        public override long Read(JsonElement json) =>
            json.ValueKind switch
            {
                JsonValueKind.Number when json.TryGetInt64(out var n) => n,
                JsonValueKind.String
                    when long.TryParse(json.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) => n,
                _ => throw new UnreadableValue("Not a valid integer."),
            };

        public override void Write(Utf8JsonWriter json, long value) => json.WriteNumberValue(value);
    }

    private sealed class Real : Codec<double>
    {
        public override (string, string?) Schema => ("number", "double");

        public override double Read(JsonElement json) =>
            json.ValueKind switch
            {
                JsonValueKind.Number when json.TryGetDouble(out var n) && double.IsFinite(n) => n,
                JsonValueKind.String
                    when double.TryParse(json.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var n)
                        && double.IsFinite(n) => n,
                _ => throw new UnreadableValue("Not a valid number."),
            };

        public override void Write(Utf8JsonWriter json, double value) => json.WriteNumberValue(value);
    }

    /// <summary>Money and other exact decimals: a JSON number outside, a decimal inside.</summary>
    private sealed class Exact : Codec<decimal>
    {
        private const decimal Most = 1_000_000_000_000m;

        public override (string, string?) Schema => ("number", "decimal");

        public override decimal Read(JsonElement json)
        {
            decimal n;
            var readable = json.ValueKind switch
            {
                JsonValueKind.Number => json.TryGetDecimal(out n),
                JsonValueKind.String => decimal.TryParse(json.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out n),
                _ => Unread(out n),
            };
            return readable && Math.Abs(n) <= Most ? n : throw new UnreadableValue("Not a valid number.");
        }

        public override void Write(Utf8JsonWriter json, decimal value) => json.WriteNumberValue(value / 1.000000000000000000000000000m);

        private static bool Unread(out decimal n)
        {
            n = 0;
            return false;
        }
    }

    /// <summary>ISO 8601, with or without fraction and offset; without one it is UTC.</summary>
    private sealed class Instant : Codec<DateTimeOffset>
    {
        public override (string, string?) Schema => ("string", "date-time");

        public override DateTimeOffset Read(JsonElement json) =>
            json.ValueKind == JsonValueKind.String && Instants.TryRead(json.GetString()!, out var instant)
                ? instant
                : throw new UnreadableValue("Not a valid datetime.");

        /// <summary>The attendee app wraps instants in wildcards whatever the operator is; PostgreSQL, and so the reference, reads them all the same.</summary>
        public override DateTimeOffset ReadForFilter(JsonElement json) =>
            json.ValueKind == JsonValueKind.String && Instants.TryRead(json.GetString()!.Trim('%'), out var instant) ? instant : Read(json);

        public override void Write(Utf8JsonWriter json, DateTimeOffset value)
        {
            Span<char> text = stackalloc char[40];
            var format = value.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-ddTHH:mm:sszzz" : "yyyy-MM-ddTHH:mm:ss.ffffffzzz";
            value.TryFormat(text, out var written, format, CultureInfo.InvariantCulture);
            json.WriteStringValue(text[..written]);
        }

        public override Expression? Like(Expression column, string pattern) => Instants.Within(column, pattern);
    }

    /// <summary>An enumeration, by its dashed, underscored or plain lower-case name.</summary>
    private sealed class Word<TEnum> : Codec<TEnum>
        where TEnum : struct, Enum
    {
        private readonly Dictionary<string, TEnum> _values = Enum.GetValues<TEnum>()
            .ToDictionary(v => Names.Dashed(v.ToString()).Replace('-', '_'));
        private readonly Dictionary<TEnum, JsonEncodedText> _names;

        public Word() => _names = _values.ToDictionary(v => v.Value, v => JsonEncodedText.Encode(v.Key));

        public override (string, string?) Schema => ("string", null);

        public override TEnum Read(JsonElement json) =>
            json.ValueKind == JsonValueKind.String && _values.TryGetValue(json.GetString()!.Replace('-', '_'), out var value)
                ? value
                : throw new UnreadableValue($"Must be one of: {string.Join(", ", _values.Keys)}.");

        public override void Write(Utf8JsonWriter json, TEnum value) => json.WriteStringValue(_names[value]);

        /// <summary>The reference keeps these as texts, and its clients search them with wildcards: the values whose name the pattern admits.</summary>
        public override Expression Like(Expression column, string pattern)
        {
            var regex = new Regex(
                "^" + Regex.Escape(pattern).Replace("%", ".*", StringComparison.Ordinal).Replace('_', '.') + "$",
                RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.NonBacktracking
            );
            var admitted = _values.Where(v => regex.IsMatch(v.Key)).Select(v => v.Value).ToList();
            return column.Type == typeof(TEnum)
                ? Known.Contains<TEnum>(Parameter.Of(admitted), column)
                : Known.Contains<TEnum?>(Parameter.Of(admitted.ConvertAll(v => (TEnum?)v)), column);
        }
    }

    private sealed class Optional<TInner>(Codec<TInner> inner) : Codec<TInner?>
        where TInner : struct
    {
        public override (string, string?) Schema => inner.Schema;

        public override TInner? Read(JsonElement json) => json.ValueKind == JsonValueKind.Null ? null : inner.Read(json);

        public override TInner? ReadForFilter(JsonElement json) => json.ValueKind == JsonValueKind.Null ? null : inner.ReadForFilter(json);

        public override void Write(Utf8JsonWriter json, TInner? value)
        {
            if (value is { } present)
                inner.Write(json, present);
            else
                json.WriteNullValue();
        }

        public override Expression? Like(Expression column, string pattern) => inner.Like(column, pattern);
    }

    private sealed class Structure : Codec<string>
    {
        public override (string, string?) Schema => ("object", null);

        public override string Read(JsonElement json) =>
            json.ValueKind == JsonValueKind.Null ? null!
            : json.GetRawText().Contains("\\u0000", StringComparison.Ordinal) ? throw new UnreadableValue("Not valid here: it holds a NUL.")
            : json.GetRawText();

        public override void Write(Utf8JsonWriter json, string value)
        {
            if (value is null)
                json.WriteNullValue();
            else
                json.WriteRawValue(value);
        }

        public override bool Same(string a, string b) =>
            a is null || b is null ? a == b : JsonNode.DeepEquals(JsonNode.Parse(a), JsonNode.Parse(b));
    }
}
