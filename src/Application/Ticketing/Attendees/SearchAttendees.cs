using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Finds an event's attendees by a part of their name or e-mail address, case-insensitively. For the event's registrars.</summary>
[TokenModule(TokenModule.Attendees)]
internal sealed record SearchAttendees(ResourceKey Event, string? Name, string? Email) : IRequest<IReadOnlyList<Attendee>>
{
    internal sealed class Rules : AbstractValidator<SearchAttendees>
    {
        public Rules()
        {
            RuleFor(q => q.Name).Must(IsSearchText).WithMessage(Message).As(RejectionKind.Malformed).At("?name");
            RuleFor(q => q.Email).Must(IsSearchText).WithMessage(Message).As(RejectionKind.Malformed).At("?email");
        }

        private static string Message => $"A search text can have at most {QueryLimits.PatternLength} characters and no NUL character.";

        private static bool IsSearchText(string? text) =>
            text is null || (text.Length <= QueryLimits.PatternLength && !text.Contains('\0', StringComparison.Ordinal));
    }

    internal sealed class Handler(IData data, EventFinder events) : IRequestHandler<SearchAttendees, IReadOnlyList<Attendee>>
    {
        public async Task<IReadOnlyList<Attendee>> Handle(SearchAttendees query, CancellationToken ct)
        {
            var id = (await events.RequireRegistrarAsync(query.Event, ct)).Id;
            var found = data.Set<Attendee>().AsNoTracking().Where(a => a.EventId == id && a.DeletedAt == null);
            if (!string.IsNullOrWhiteSpace(query.Name))
            {
                var name = ToContainsPattern(query.Name);
                found = found.Where(a => TextSearch.ILike((a.Firstname ?? "") + " " + (a.Lastname ?? ""), name));
            }

            if (!string.IsNullOrWhiteSpace(query.Email))
            {
                var email = ToContainsPattern(query.Email);
                found = found.Where(a => a.Email != null && TextSearch.ILike(a.Email, email));
            }

            return await found.OrderBy(a => a.Id).Take(QueryLimits.Rows).ToListAsync(ct);
        }

        private static string ToContainsPattern(string text) =>
            $"%{text.Trim().Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_")}%";
    }
}
