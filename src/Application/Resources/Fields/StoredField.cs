using System.ComponentModel.DataAnnotations.Schema;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>
/// An attribute that is stored in a column. Declarations call its methods after <c>Attribute(x =&gt; x.Name)</c>. One of a property that is
/// not mapped is filled by <c>WithExtra</c>, and can be queried only if it has <c>QueriedAs</c>.
/// </summary>
internal sealed class StoredField<T, TValue> : Field<T>
{
    /// <summary>The maximum of texts that declare none: names, cities, addresses.</summary>
    private const int DefaultMaxLength = 1000;

    private const int DefaultMaxJsonLength = 10_000;

    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>Stands for a text that is never sent.</summary>
    private const string Mask = "••••••••";

    private readonly PropertyInfo _property;
    private readonly Func<T, TValue> _get;
    private readonly Action<T, TValue> _set;
    private readonly TValue _default;
    private readonly List<(Func<TValue, bool> IsValid, string Message)> _rules = [];
    private Codec<TValue> _codec;
    private Func<TValue, TValue>? _normalize;
    private int? _maxLength;
    private bool _isMasked;
    private Expression<Func<T, TValue>>? _queryExpression;
    private Func<Actor, Expression<Func<T, TValue>>>? _queryExpressionFor;

    public StoredField(PropertyInfo property, T? prototype)
        : base(property.Name, WireNames.ToKebabCase(property.Name))
    {
        _property = property;
        _get = property.GetMethod!.CreateDelegate<Func<T, TValue>>();
        _set = property.SetMethod!.CreateDelegate<Action<T, TValue>>();
        _codec = Codecs.For<TValue>();
        _default = prototype is null ? default! : _get(prototype);
        IsStored = !property.IsDefined(typeof(NotMappedAttribute));
        IsFilterable = IsStored;
        lock (Nullability)
            IsNullable = Nullability.Create(property).WriteState == NullabilityState.Nullable;
    }

    public override (string Type, string? Format) Schema => _codec.Schema;

    public override Type ValueType => typeof(TValue);

    public override int? MaxTextLength =>
        typeof(TValue) != typeof(string) ? null
        : AllowedValues is { } values ? values.Max(v => v.Length)
        : _maxLength ?? (IsJson ? DefaultMaxJsonLength : DefaultMaxLength);

    public StoredField<T, TValue> Required() => Set(() => IsRequired = true);

    public StoredField<T, TValue> ReadOnly() => Set(() => IsReadOnly = true);

    /// <summary>Sent and filtered by only if <c>CanSeePrivate</c> of the policy allows it: usually to the event team.</summary>
    public StoredField<T, TValue> Private() => Set(() => IsPrivate = true);

    /// <summary>Makes the attribute private, but contact data.</summary>
    public StoredField<T, TValue> Contact() => Set(() => IsPrivate = IsContact = true);

    /// <summary>See <see cref="Field{T}.IsSecret"/>.</summary>
    public StoredField<T, TValue> Secret() => Set(() => IsSecret = true);

    /// <summary>
    /// Never sent: answers show dots instead of a text, and null instead of JSON. Clients that send that back change nothing.
    /// </summary>
    public StoredField<T, TValue> Masked() => Set(() => _isMasked = IsSecret = true);

    public StoredField<T, TValue> NotFilterable() => Set(() => IsFilterable = false);

    public StoredField<T, TValue> Named(string name) => Set(() => Name = name);

    public StoredField<T, TValue> Json() =>
        Set(() =>
        {
            _codec = (Codec<TValue>)(object)Codecs.Json;
            IsJson = true;
            IsFilterable = false;
        });

    /// <summary>JSON that is a list of objects. See <see cref="Field{T}.ItemMembers"/>.</summary>
    public StoredField<T, TValue> JsonList(IReadOnlyList<(string Name, string? Type)> members)
    {
        ItemMembers = members;
        return Json();
    }

    /// <summary>Adds a rule.</summary>
    /// <param name="message">The error detail for clients.</param>
    public StoredField<T, TValue> Must(Func<TValue, bool> isValid, string message) => Set(() => _rules.Add((isValid, message)));

    /// <summary>Changes each value that clients send, e.g. trims or sanitises it.</summary>
    public StoredField<T, TValue> Normalized(Func<TValue, TValue> normalize) => Set(() => _normalize = normalize);

    /// <summary>
    /// Sets the expression that filters and sorts use instead of the column, because documents show a value derived from it.
    /// </summary>
    public StoredField<T, TValue> QueriedAs(Expression<Func<T, TValue>> expression) =>
        Set(() =>
        {
            _queryExpression = expression;
            IsQueriedByExpression = IsFilterable = true;
        });

    /// <summary>Like <see cref="QueriedAs(Expression{Func{T, TValue}})"/>, for a value that depends on the actor.</summary>
    public StoredField<T, TValue> QueriedAs(Func<Actor, Expression<Func<T, TValue>>> expressionFor) =>
        Set(() =>
        {
            _queryExpressionFor = expressionFor;
            IsQueriedByExpression = IsFilterable = true;
        });

    /// <summary>A copy of an event starts with the default value.</summary>
    public StoredField<T, TValue> NotCopied() => Set(() => IsCopied = false);

    /// <summary>See <see cref="Field{T}.IsMedia"/>.</summary>
    public StoredField<T, TValue> Media() => Set(() => IsMedia = true);

    public StoredField<T, TValue> MaxLength(int length) => Set(() => _maxLength = length);

    /// <summary>
    /// HTML, which is sanitised: <see cref="HtmlCleaner"/>. Its maximum holds before and after, so a client can send back what it read.
    /// </summary>
    public StoredField<T, TValue> Html(int maxLength) =>
        MaxLength(maxLength)
            .Normalized(html =>
            {
                RequireLength(html);
                return (TValue)(object)HtmlCleaner.Clean((string)(object)html!);
            });

    public StoredField<T, TValue> Matches(Regex regex, string message) => Must(v => v is not string s || regex.IsMatch(s), message);

    public StoredField<T, TValue> OneOf(params string[] values)
    {
        AllowedValues = values;
        return Must(v => v is not string s || values.Contains(s), $"Must be one of: {string.Join(", ", values)}.");
    }

    public StoredField<T, TValue> Url()
    {
        IsUrl = true;
        return MaxLength(WebAddress.MaxLength).Must(v => v is not string { Length: > 0 } s || WebAddress.IsValid(s), "Not a valid URL.");
    }

    public StoredField<T, TValue> Email() =>
        MaxLength(EmailAddress.MaxLength)
            .Must(v => v is not string { Length: > 0 } s || EmailAddress.IsWellFormed(s), "Not a valid email address.");

    public StoredField<T, TValue> Phone() =>
        MaxLength(PhoneNumber.MaxLength).Must(v => v is not string { Length: > 0 } s || PhoneNumber.IsValid(s), PhoneNumber.Rule);

    public override Change<T> Read(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null && !IsNullable)
        {
            if (IsRequired)
                throw new InvalidValueException("Field may not be null.");
            return ChangeTo(_default);
        }

        TValue read;
        try
        {
            read = _codec.Read(value);
        }
        catch (InvalidOperationException)
        {
            throw new InvalidValueException("Not a valid string: it contains an unpaired surrogate.");
        }

        if (_normalize is not null && read is not null)
            read = _normalize(read);
        if (IsRequired && read is string text && string.IsNullOrWhiteSpace(text))
            throw new InvalidValueException("Field may not be blank.");
        RequireLength(read);
        foreach (var (isValid, message) in _rules)
            if (!isValid(read))
                throw new InvalidValueException(message);
        return ChangeTo(read);
    }

    public override bool IsUnchanged(JsonElement value, T row)
    {
        try
        {
            return value.ValueKind != JsonValueKind.Null && _codec.AreEqual(_codec.Read(value), _get(row));
        }
        catch (Exception e) when (e is InvalidValueException or InvalidOperationException)
        {
            return false;
        }
    }

    public override void Write(Utf8JsonWriter json, T row)
    {
        json.WritePropertyName(EncodedName);
        if (!_isMasked)
            _codec.Write(json, _get(row));
        else if (IsJson || _get(row) is not string { Length: > 0 })
            json.WriteNullValue();
        else
            json.WriteStringValue(Mask);
    }

    public override Field<T> For(Actor actor)
    {
        if (_queryExpressionFor is null)
            return this;
        var field = (StoredField<T, TValue>)MemberwiseClone();
        field._queryExpression = _queryExpressionFor(actor);
        return field;
    }

    public override Expression ColumnOf(Expression row) =>
        _queryExpression is null ? Expression.Property(row, _property) : Query.ExpressionSubstitution.Apply(_queryExpression, row);

    public override Expression ParameterFor(JsonElement value) => Query.SqlParameter.For(ReadForFilter(value));

    public override Expression InListOf(Expression row, IReadOnlyList<JsonElement> values)
    {
        var list = Query.SqlParameter.For(values.Select(ReadForFilter).ToList());
        return Query.ExpressionCache.Contains<TValue>(list, ColumnOf(row));
    }

    public override Expression? Like(Expression row, string pattern) => _codec.Like(ColumnOf(row), pattern);

    private void RequireLength(TValue value)
    {
        if (value is string text && MaxTextLength is { } max && AllowedValues is null && text.Length > max)
            throw new InvalidValueException($"Longer than maximum length {max}.");
    }

    private TValue ReadForFilter(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.Null && default(TValue) is not null
                ? throw new InvalidValueException("Not a valid value: it is null.")
                : _codec.ReadForFilter(value);
        }
        catch (InvalidOperationException)
        {
            throw new InvalidValueException("Not a valid string.");
        }
    }

    private Change<T, TValue> ChangeTo(TValue value) =>
        _isMasked && (IsJson ? value is null : value is Mask)
            ? new Change<T, TValue>(Member, Name, value, _get, (_, _) => { }, (_, _) => true)
            : new Change<T, TValue>(Member, Name, value, _get, _set, _codec.AreEqual);

    private StoredField<T, TValue> Set(Action change)
    {
        change();
        return this;
    }
}
