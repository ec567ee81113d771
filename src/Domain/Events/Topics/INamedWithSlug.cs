namespace OpenEvent.Domain.Events;

/// <summary>A row whose slug follows from its name: see <see cref="Slug.FromName"/>.</summary>
public interface INamedWithSlug
{
    string Name { get; }

    string Slug { get; set; }
}
