using System.Globalization;
using System.Linq.Expressions;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>The codecs of all C# types that a resource declaration can use.</summary>
internal static class Codecs
{
    private static readonly Dictionary<Type, object> All = new()
    {
        [typeof(string)] = new StringCodec(isVerbatim: false),
        [typeof(bool)] = new BooleanCodec(),
        [typeof(int)] = new Int32Codec(),
        [typeof(long)] = new Int64Codec(),
        [typeof(double)] = new DoubleCodec(),
        [typeof(decimal)] = new DecimalCodec(),
        [typeof(DateTimeOffset)] = new DateTimeOffsetCodec(),
    };

    public static Codec<TValue> For<TValue>()
    {
        if (All.TryGetValue(typeof(TValue), out var codec))
            return (Codec<TValue>)codec;
        var inner = Nullable.GetUnderlyingType(typeof(TValue));
        if (inner is null && typeof(TValue).IsEnum)
            return (Codec<TValue>)Activator.CreateInstance(typeof(EnumCodec<>).MakeGenericType(typeof(TValue)))!;
        if (inner is null)
            throw new InvalidOperationException($"There is no codec for {typeof(TValue)}.");
        var innerCodec = typeof(Codecs).GetMethod(nameof(For))!.MakeGenericMethod(inner).Invoke(null, null);
        return (Codec<TValue>)Activator.CreateInstance(typeof(NullableCodec<>).MakeGenericType(inner), innerCodec)!;
    }

    /// <summary>The codec of a <c>jsonb</c> column: any JSON value, kept as a string.</summary>
    public static Codec<string> Json { get; } = new JsonCodec();

    /// <summary>The codec of passwords and tokens, which must not change.</summary>
    public static Codec<string> Verbatim { get; } = new StringCodec(isVerbatim: true);

    private static string DescribeKind(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "an array",
            JsonValueKind.Null => "null",
            JsonValueKind.Number => "a number",
            JsonValueKind.String => "a string",
            _ => "a boolean",
        };

    private sealed class StringCodec(bool isVerbatim) : Codec<string>
    {
        public override (string, string?) Schema => ("string", null);

        public override string Read(JsonElement json)
        {
            if (json.ValueKind == JsonValueKind.Null)
                return null!;
            if (json.ValueKind != JsonValueKind.String)
                throw new InvalidValueException($"Not a valid string: it is {DescribeKind(json)}.");
            return isVerbatim ? JsonText.ReadVerbatim(json) : JsonText.Read(json);
        }

        public override void Write(Utf8JsonWriter json, string value) => json.WriteStringValue(value);
    }

    private sealed class BooleanCodec : Codec<bool>
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
                _ => throw new InvalidValueException("Not a valid boolean."),
            };

        public override void Write(Utf8JsonWriter json, bool value) => json.WriteBooleanValue(value);
    }

    private sealed class Int32Codec : Codec<int>
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
                _ => throw new InvalidValueException($"Not a valid integer between {int.MinValue} and {int.MaxValue}."),
            };

        public override void Write(Utf8JsonWriter json, int value) => json.WriteNumberValue(value);
    }

    private sealed class Int64Codec : Codec<long>
    {
        public override (string, string?) Schema => ("integer", "int64");

        public override long Read(JsonElement json) =>
            json.ValueKind switch
            {
                JsonValueKind.Number when json.TryGetInt64(out var n) => n,
                JsonValueKind.String
                    when long.TryParse(json.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) => n,
                _ => throw new InvalidValueException("Not a valid integer."),
            };

        public override void Write(Utf8JsonWriter json, long value) => json.WriteNumberValue(value);
    }

    private sealed class DoubleCodec : Codec<double>
    {
        public override (string, string?) Schema => ("number", "double");

        public override double Read(JsonElement json) =>
            json.ValueKind switch
            {
                JsonValueKind.Number when json.TryGetDouble(out var n) && double.IsFinite(n) => n,
                JsonValueKind.String
                    when double.TryParse(json.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var n)
                        && double.IsFinite(n) => n,
                _ => throw new InvalidValueException("Not a valid number."),
            };

        public override void Write(Utf8JsonWriter json, double value) => json.WriteNumberValue(value);
    }

    /// <summary>
    /// Amounts of money and other exact decimals, as JSON numbers. The absolute value is at most 1,000,000,000,000. Trailing zeros are not
    /// written.
    /// </summary>
    private sealed class DecimalCodec : Codec<decimal>
    {
        private const decimal Maximum = 1_000_000_000_000m;

        public override (string, string?) Schema => ("number", "decimal");

        public override decimal Read(JsonElement json)
        {
            decimal n;
            var readable = json.ValueKind switch
            {
                JsonValueKind.Number => json.TryGetDecimal(out n),
                JsonValueKind.String => decimal.TryParse(json.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out n),
                _ => NotReadable(out n),
            };
            return readable && Math.Abs(n) <= Maximum ? n : throw new InvalidValueException("Not a valid number.");
        }

        public override void Write(Utf8JsonWriter json, decimal value) => json.WriteNumberValue(Currency.TrimZeros(value));

        private static bool NotReadable(out decimal n)
        {
            n = 0;
            return false;
        }
    }

    /// <summary>ISO 8601, with or without fraction and offset. A value without an offset is UTC.</summary>
    private sealed class DateTimeOffsetCodec : Codec<DateTimeOffset>
    {
        public override (string, string?) Schema => ("string", "date-time");

        public override DateTimeOffset Read(JsonElement json) =>
            json.ValueKind == JsonValueKind.String && InstantParser.TryParse(json.GetString()!, out var instant)
                ? instant
                : throw new InvalidValueException("Not a valid datetime.");

        /// <summary>
        /// The attendee app puts wildcards around times, whatever the operator is: docs/reference/client-expectations.md#client-filters.
        /// </summary>
        public override DateTimeOffset ReadForFilter(JsonElement json) =>
            json.ValueKind == JsonValueKind.String && InstantParser.TryParse(json.GetString()!.Trim('%'), out var instant)
                ? instant
                : Read(json);

        public override void Write(Utf8JsonWriter json, DateTimeOffset value)
        {
            Span<char> text = stackalloc char[40];
            var format = value.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-ddTHH:mm:sszzz" : "yyyy-MM-ddTHH:mm:ss.ffffffzzz";
            value.TryFormat(text, out var written, format, CultureInfo.InvariantCulture);
            json.WriteStringValue(text[..written]);
        }

        public override Expression? Like(Expression column, string pattern) => InstantParser.WithinPrefix(column, pattern);
    }

    /// <summary>An enumeration, by its lower-case name with dashes or underscores. Names are written with underscores.</summary>
    private sealed class EnumCodec<TEnum> : Codec<TEnum>
        where TEnum : struct, Enum
    {
        private readonly Dictionary<string, TEnum> _values = Enum.GetValues<TEnum>()
            .ToDictionary(v => WireNames.ToSnakeCase(WireNames.ToKebabCase(v.ToString())));
        private readonly Dictionary<TEnum, JsonEncodedText> _names;

        public EnumCodec() => _names = _values.ToDictionary(v => v.Value, v => JsonEncodedText.Encode(v.Key));

        public override (string, string?) Schema => ("string", null);

        public override TEnum Read(JsonElement json) =>
            json.ValueKind == JsonValueKind.String && _values.TryGetValue(WireNames.ToSnakeCase(json.GetString()!), out var value)
                ? value
                : throw new InvalidValueException($"Must be one of: {string.Join(", ", _values.Keys)}.");

        public override void Write(Utf8JsonWriter json, TEnum value) => json.WriteStringValue(_names[value]);

        /// <summary>
        /// The column is one of the values whose names match the pattern. Clients filter enumerations with wildcards, because the reference
        /// server stores strings.
        /// </summary>
        public override Expression Like(Expression column, string pattern)
        {
            var regex = new Regex(
                "^" + Regex.Escape(pattern).Replace("%", ".*", StringComparison.Ordinal).Replace('_', '.') + "$",
                RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.NonBacktracking
            );
            var matching = _values.Where(v => regex.IsMatch(v.Key)).Select(v => v.Value).ToList();
            return column.Type == typeof(TEnum)
                ? ExpressionCache.Contains<TEnum>(SqlParameter.For(matching), column)
                : ExpressionCache.Contains<TEnum?>(SqlParameter.For(matching.ConvertAll(v => (TEnum?)v)), column);
        }
    }

    private sealed class NullableCodec<TInner>(Codec<TInner> inner) : Codec<TInner?>
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

    private sealed class JsonCodec : Codec<string>
    {
        public override (string, string?) Schema => ("object", null);

        public override string Read(JsonElement json) => json.ValueKind == JsonValueKind.Null ? null! : JsonText.ReadValue(json);

        public override void Write(Utf8JsonWriter json, string value)
        {
            if (value is null)
                json.WriteNullValue();
            else
                json.WriteRawValue(value);
        }

        public override bool AreEqual(string a, string b) =>
            a is null || b is null ? a == b : JsonNode.DeepEquals(JsonNode.Parse(a), JsonNode.Parse(b));
    }
}
