using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Program;

/// <summary>A company or project that presents itself at an event.</summary>
public sealed class Exhibitor : EventContent
{
    public const string Pending = "pending";
    public const string Accepted = "accepted";

    public string Name { get; set; } = "";

    /// <summary><see cref="Pending"/> or <see cref="Accepted"/>.</summary>
    public string? Status { get; set; } = Pending;

    public string? Description { get; set; }

    public string? Url { get; set; }

    /// <summary>The place in the list, ascending.</summary>
    public int? Position { get; set; } = 0;

    public string? LogoUrl { get; set; }

    public string? BannerUrl { get; set; }

    public string? ThumbnailImageUrl { get; set; }

    public string? VideoUrl { get; set; }

    public string? SlidesUrl { get; set; }

    public string? ContactEmail { get; set; }

    public string? ContactLink { get; set; }

    public bool? EnableVideoRoom { get; set; } = false;

    /// <summary>JSON in the format of the clients: an array of <c>{name, link}</c>.</summary>
    public string? SocialLinks { get; set; }
}
