using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>Describes one resource for <see cref="FieldTableTests"/>.</summary>
internal sealed class FieldTable(TwoTenantServer tenants, IReadOnlyList<(string Role, Actor Actor, Tenant Tenant)> actors, IData data)
    : IResourceVisitor
{
    public Task<List<string>>? Lines { get; private set; }

    public void Visit<T>(Resource<T> resource)
        where T : Entity => Lines = DescribeAsync(resource);

    private async Task<List<string>> DescribeAsync<T>(Resource<T> resource)
        where T : Entity
    {
        Dictionary<string, List<string>> rolesByLine = [];
        foreach (var (role, actor, tenant) in actors)
        {
            var id = long.Parse(tenants.RowIdOf(resource.Type, tenant), CultureInfo.InvariantCulture);
            var isVisible = await data.Set<T>().Where(resource.VisibleTo(actor, trashed: false)).AnyAsync(r => r.Id == id);
            if (!isVisible)
                continue;
            var row = await LoadAsync(resource, id);
            Add("seen");
            foreach (var what in FindAccess(resource, actor, row))
                Add(what);

            void Add(string what)
            {
                if (!rolesByLine.TryGetValue(what, out var list))
                    rolesByLine[what] = list = [];
                list.Add(role);
            }
        }

        return
        [
            .. rolesByLine
                .Select(l => $"{resource.Type}{(l.Key[0] == '.' ? "" : " ")}{l.Key}: {string.Join(' ', l.Value)}")
                .Order(StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<string> FindAccess<T>(Resource<T> resource, Actor actor, T row)
        where T : Entity
    {
        var mask = resource.VisibleMask(actor, row);
        if (resource.CanDelete && resource.Policy.Delete(actor, row).IsAllowed)
            yield return "deleted";
        foreach (var field in resource.Fields)
        {
            if (!field.IsWriteOnly && mask.HasField(field.Index))
                yield return $".{field.Name} seen";
            if (!field.IsReadOnly && MayWrite(resource, actor, row, field.Member, field.Name))
                yield return $".{field.Name} written";
        }

        foreach (var relationship in resource.Relationships)
        {
            if (mask.HasRelationship(relationship.Index) && !relationship.IsHiddenFrom(actor))
                yield return $".{relationship.Name} seen";
            if (
                relationship is IForeignKey<T> key
                && relationship is { IsReadOnly: false, IsFixed: false }
                && MayWrite(resource, actor, row, key.Member, relationship.Name)
            )
                yield return $".{relationship.Name} written";
        }
    }

    private static bool MayWrite<T>(Resource<T> resource, Actor actor, T row, string member, string name)
        where T : Entity =>
        resource.CanUpdate && resource.Policy.Update(actor, row, new Changes<T>([new AnyChange<T>(member, name)])).IsAllowed;

    /// <summary>The row with everything that its policy reads.</summary>
    private async Task<T> LoadAsync<T>(Resource<T> resource, long id)
        where T : Entity
    {
        var row = await data.Set<T>().SingleAsync(r => r.Id == id);
        await resource.LoadForPolicyAsync(data, [row], CancellationToken.None);
        foreach (var reference in data.Set<T>().GetService<ICurrentDbContext>().Context.Entry(row).References)
            await reference.LoadAsync();
        return row;
    }

    /// <summary>A change of a member to a value that does not matter to the policy.</summary>
    private sealed record AnyChange<T>(string Member, string Name) : Change<T>(Member, Name)
    {
        public override bool WouldChange(T row) => true;

        public override void ApplyTo(T row) => throw new NotSupportedException();
    }
}
