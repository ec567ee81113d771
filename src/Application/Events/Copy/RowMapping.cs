using System.ComponentModel.DataAnnotations.Schema;
using System.Reflection;
using Mapster;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Events;

/// <summary>
/// Makes copies of rows: all columns except ids, versions, stamps, keys of rows of the event, and what the declaration excludes by
/// <c>NotCopied()</c>. Mapster compiles the mapping once.
/// </summary>
internal sealed class RowMapping<T>
    where T : Entity
{
    private readonly Func<T, T> _map;
    private readonly IReadOnlyList<PropertyInfo> _dates;
    private readonly IReadOnlyList<PropertyInfo> _media;

    public RowMapping(Resource<T> resource)
    {
        var keys = CopiedForeignKeys.Of(resource).Select(k => k.Member + "Id");
        var excluded = resource
            .Fields.Where(f => f.IsStored && !f.IsCopied)
            .Select(f => f.Member)
            .Concat(keys)
            .Concat([nameof(Entity.Id), nameof(Entity.Version), nameof(ISoftDeleted.DeletedAt), nameof(ICreatedAt.CreatedAt)])
            .ToHashSet();
        var columns = typeof(T).GetProperties().Where(p => IsColumn(p) && !excluded.Contains(p.Name)).ToDictionary(p => p.Name);

        var config = new TypeAdapterConfig();
        config.NewConfig<T, T>().IgnoreMember((member, _) => !columns.ContainsKey(member.Name));
        _map = config.GetMapFunction<T, T>();
        _dates = [.. columns.Values.Where(p => Unwrap(p.PropertyType) == typeof(DateTimeOffset))];
        _media = [.. resource.Fields.Where(f => f.IsMedia).Select(f => columns[f.Member])];
    }

    /// <param name="shift">Moves all dates; null: they stay.</param>
    public T Copy(T original, DateShift? shift, MediaCopier media)
    {
        var copy = _map(original);
        if (shift is not null)
            foreach (var date in _dates)
                if (date.GetValue(copy) is DateTimeOffset at)
                    date.SetValue(copy, shift.Move(at));
        foreach (var url in _media)
            url.SetValue(copy, media.Copy((string?)url.GetValue(copy)));
        return copy;
    }

    private static bool IsColumn(PropertyInfo property) =>
        property is { SetMethod.IsPublic: true, GetMethod: not null }
        && !property.IsDefined(typeof(NotMappedAttribute))
        && (property.PropertyType.IsValueType || property.PropertyType == typeof(string));

    private static Type Unwrap(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
