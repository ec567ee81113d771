using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Loads badge forms and makes the badges of attendees.</summary>
internal sealed class BadgeReader(IData data, ImageStore images)
{
    /// <summary>The largest picture in bytes. A larger one is left out.</summary>
    private const int MaxPictureBytes = 20 * 1024 * 1024;

    /// <summary>The pictures of a document together, in bytes. Those that would exceed it are left out.</summary>
    private const int MaxTotalBytes = 60 * 1024 * 1024;

    /// <summary>The forms of an event with these badge ids, by the id.</summary>
    public async Task<Dictionary<string, Template>> LoadAsync(long eventId, IReadOnlyCollection<string> badgeIds, CancellationToken ct)
    {
        var forms = await data.Set<BadgeForm>()
            .AsNoTracking()
            .Include(f => f.Fields.OrderBy(x => x.Id))
            .Where(f => f.EventId == eventId && f.BadgeId != null && badgeIds.Contains(f.BadgeId))
            .OrderBy(f => f.Id)
            .ToListAsync(ct);
        var templates = new Dictionary<string, Template>();
        var pictures = new Dictionary<string, ReadOnlyMemory<byte>>();
        var free = MaxTotalBytes;
        foreach (var form in forms.DistinctBy(f => f.BadgeId))
        {
            var url = form.BadgeImageUrl ?? "";
            if (!pictures.TryGetValue(url, out var picture))
            {
                pictures[url] = picture = await images.ReadStoredAsync(url, Math.Min(free, MaxPictureBytes), ct);
                free -= picture.Length;
            }

            templates[form.BadgeId!] = new Template(form, picture);
        }

        return templates;
    }

    /// <summary>The form of the attendee's ticket.</summary>
    /// <param name="attendee">With their ticket.</param>
    /// <exception cref="RejectedException">NotFound.</exception>
    public async Task<Template> LoadAsync(Attendee attendee, CancellationToken ct) =>
        attendee.Ticket.BadgeId is { } badgeId
        && (await LoadAsync(attendee.EventId, [badgeId], ct)).GetValueOrDefault(badgeId) is { } template
            ? template
            : throw RejectedException.NotFound("badge form", $"for the ticket {attendee.Ticket.Name}");

    /// <summary>Loads the background of a badge.</summary>
    /// <returns>Empty if the URL names no picture of this server, or if the picture is too large.</returns>
    public Task<ReadOnlyMemory<byte>> LoadPictureAsync(string? url, CancellationToken ct) =>
        images.ReadStoredAsync(url, MaxPictureBytes, ct);

    /// <summary>A form with its fields and its picture.</summary>
    internal sealed record Template(BadgeForm Form, ReadOnlyMemory<byte> Picture)
    {
        /// <param name="attendee">With their ticket, event and order.</param>
        /// <param name="shown">The names of the fields to print. Null: all. QR codes are always printed.</param>
        public BadgeDocument Fill(Attendee attendee, IReadOnlyCollection<string>? shown)
        {
            var values = new BadgeValues(attendee);
            var names = shown?.Select(FormFields.NormalizeName).ToHashSet();
            return BadgeBuilder.Build(Form, Form.Fields.Where(IsShown), Picture, values.TextOf);

            bool IsShown(BadgeFieldForm field) =>
                names is null
                || BadgeBuilder.IsQrCode(field)
                || names.Contains(FormFields.NormalizeName(field.FieldIdentifier ?? field.CustomField ?? ""));
        }
    }
}
