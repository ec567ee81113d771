using System.Text.Json;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Ticketing;

/// <summary>Renders a badge form that is not saved, with its sample texts.</summary>
/// <param name="Forms">The form, or a list with it, as the clients send it (<see cref="BadgePreviewJson"/>).</param>
[TokenModule(TokenModule.Attendees)]
internal sealed record PreviewBadge(JsonElement Forms) : IRequest<byte[]>
{
    internal sealed class Handler(
        IAuthorization authorization,
        IThrottle throttle,
        BadgePreviewJson json,
        PreviewSlots slots,
        BadgeReader badges,
        IBadgeRenderer renderer
    ) : IRequestHandler<PreviewBadge, byte[]>
    {
        private const string SampleCode = "https://example.org/badge";

        private static readonly RateLimit PerUser = new("badge-preview-user", 240, TimeSpan.FromHours(1));

        public async Task<byte[]> Handle(PreviewBadge query, CancellationToken ct)
        {
            authorization.Require(Decision.AllowIf(authorization.Actor.IsSignedIn, "Sign in to preview badges."));
            var (form, fields) = json.Read(query.Forms);
            await throttle.CountAsync([new RateLimitedAttempt(PerUser, $"{authorization.Actor.UserId}")], ct);
            using var slot = slots.Take(authorization.Actor.UserId!.Value);
            var picture = await badges.LoadPictureAsync(form.BadgeImageUrl, ct);
            var badge = BadgeBuilder.Build(form, fields, picture, field =>
                BadgeBuilder.IsQrCode(field) ? SampleCode : field.SampleText ?? field.CustomField
            );
            return renderer.Render("Badge", [badge], ct);
        }
    }
}
