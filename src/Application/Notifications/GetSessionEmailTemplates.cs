using MediatR;
using OpenEvent.Application.Program;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Notifications;

/// <summary>
/// The e-mails that speakers receive for each session state, rendered by the same template as real ones, with placeholders such as
/// <c>{event_name}</c> instead of values. Open to anyone: the result contains no personal data.
/// </summary>
internal sealed record GetSessionEmailTemplates : IRequest<IReadOnlyDictionary<SessionState, GetSessionEmailTemplates.EmailTemplate>>
{
    /// <param name="Message">Lines separated by <c>&lt;br/&gt;</c>, as the web client shows them for editing.</param>
    internal sealed record EmailTemplate(string Subject, string Message);

    internal sealed class Handler(IEmailRenderer renderer, TimeProvider clock)
        : IRequestHandler<GetSessionEmailTemplates, IReadOnlyDictionary<SessionState, EmailTemplate>>
    {
        public Task<IReadOnlyDictionary<SessionState, EmailTemplate>> Handle(GetSessionEmailTemplates query, CancellationToken ct) =>
            Task.FromResult<IReadOnlyDictionary<SessionState, EmailTemplate>>(
                Enum.GetValues<SessionState>().ToDictionary(state => state, RenderTemplate)
            );

        private EmailTemplate RenderTemplate(SessionState state)
        {
            var email = new SessionStateChange(
                "{speaker_name}",
                "{event_name}",
                "{session_name}",
                SessionTransitions.ToWireName(state),
                "{my_sessions_link}"
            );
            var content = renderer.Render(email, clock.GetUtcNow());
            return new EmailTemplate(content.Subject, content.Text.Trim().Replace("\n", "<br/>", StringComparison.Ordinal));
        }
    }
}
