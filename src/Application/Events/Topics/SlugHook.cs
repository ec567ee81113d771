using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>Sets the slug of a row when its name changes.</summary>
internal static class SlugHook
{
    public static Task UpdateAsync<T>(T row, Changes<T> changes, HookContext context, CancellationToken ct)
        where T : Entity, INamedWithSlug
    {
        if (changes.ContainsAny(nameof(INamedWithSlug.Name)))
            row.Slug = Slug.FromName(row.Name);
        return Task.CompletedTask;
    }
}
