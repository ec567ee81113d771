using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>Adds the entity of each declared resource to EF's model. Its table is named after the resource's URL path.</summary>
internal sealed class ResourceMapping(ModelBuilder model) : IResourceVisitor
{
    public void Visit<T>(Resource<T> resource)
        where T : Entity
    {
        var entity = model.Entity<T>();
        entity.ToTable(resource.Path.Replace('-', '_').Replace('/', '_'));
        foreach (var field in resource.Fields)
            if (field is { IsStored: true, IsJson: true })
                entity.Property(field.Member).HasColumnType("jsonb");
    }
}
