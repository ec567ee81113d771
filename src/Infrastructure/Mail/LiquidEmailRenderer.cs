using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Fluid;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Notifications;
using OpenEvent.Application.Program;
using OpenEvent.Application.Ticketing;

namespace OpenEvent.Infrastructure.Mail;

/// <summary>
/// Renders e-mails from Liquid templates (Templates/*.liquid, embedded in the assembly). A template has three parts: the subject, the plain
/// text after the line <c>--- text</c>, and the HTML body after the line <c>--- html</c>, which is inserted into <c>layout.liquid</c>.
/// Values are HTML-encoded in the HTML part. All templates are parsed at startup. An invalid template stops the startup.
/// </summary>
internal sealed class LiquidEmailRenderer : IEmailRenderer
{
    private const string TextMarker = "\n--- text\n";
    private const string HtmlMarker = "\n--- html\n";

    /// <summary>Encodes the special characters of HTML only. Letters of all scripts, such as Ελληνικά and 中文, are not encoded.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly FluidParser _parser = new();
    private readonly TemplateOptions _options = new() { CultureInfo = CultureInfo.InvariantCulture };
    private readonly Dictionary<Type, (IFluidTemplate Subject, IFluidTemplate Text, IFluidTemplate Html)> _templates;
    private readonly IFluidTemplate _layout;
    private readonly string _configuredName;
    private readonly PlatformSettings _platform;

    /// <param name="siteName">What e-mails call this site, unless staff have set a name.</param>
    public LiquidEmailRenderer(string siteName, PlatformSettings? platform = null)
    {
        _configuredName = siteName;
        _platform = platform ?? new PlatformSettings();
        _options.MemberAccessStrategy.MemberNameStrategy = member => JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Name);
        foreach (var kind in EmailKind.All)
            _options.MemberAccessStrategy.Register(kind.Type);
        _options.MemberAccessStrategy.Register<EventDetails>();
        _options.MemberAccessStrategy.Register<TicketLink>();
        _options.MemberAccessStrategy.Register<PaymentNote>();
        _options.MemberAccessStrategy.Register<InvoiceDetails>();
        _options.MemberAccessStrategy.Register<EventDetails, string>("when", e => EventTime.FormatPeriod(e.StartsAt, e.EndsAt, e.TimeZone));
        _options.MemberAccessStrategy.Register<EventDetails, string>("zone", e => EventTime.FormatZone(e.StartsAt, e.TimeZone));
        _options.MemberAccessStrategy.Register<PaymentProblem>();
        _options.MemberAccessStrategy.Register<TicketSale>();
        _options.MemberAccessStrategy.Register<TicketSale, string>("when", sale =>
            EventTime.FormatPeriod(sale.EndsAt, null, sale.TimeZone)
        );
        _options.MemberAccessStrategy.Register<AnnounceEvent, string>("when", message =>
            EventTime.FormatPeriod(message.StartsAt, null, message.TimeZone)
        );
        _options.MemberAccessStrategy.Register<NextEvent, string>("when", message =>
            EventTime.FormatPeriod(message.StartsAt, null, message.TimeZone)
        );
        _options.MemberAccessStrategy.Register<SessionSchedule, string>("when", message =>
            EventTime.FormatPeriod(message.StartsAt, null, message.TimeZone)
        );
        _layout = Parse("layout", ReadSource("layout"));
        _templates = EmailKind.All.ToDictionary(kind => kind.Type, kind => Load(kind.Action));
    }

    public string SiteName => _platform.Current.AppName ?? _configuredName;

    public EmailContent Render(EmailMessage message, DateTimeOffset now, string? unsubscribeUrl = null)
    {
        var (subject, text, html) = _templates[message.GetType()];
        var layoutContext = CreateContext(message);
        layoutContext.SetValue("body", html.Render(CreateContext(message), Encoder));
        if (unsubscribeUrl is not null)
            layoutContext.SetValue("unsubscribe_url", unsubscribeUrl);
        var renderedSubject = subject.Render(CreateContext(message), NullEncoder.Default);
        layoutContext.SetValue("subject", renderedSubject);
        return new EmailContent(
            renderedSubject.Trim(),
            _layout.Render(layoutContext, Encoder),
            text.Render(CreateContext(message), NullEncoder.Default).Trim()
                + (unsubscribeUrl is null ? "\n" : $"\n\n--\nStop e-mails of this kind: {unsubscribeUrl}\n"),
            message is ICalendarEmail dated ? [CalendarFile.Create(dated, now)] : []
        );
    }

    private TemplateContext CreateContext(EmailMessage message)
    {
        var context = new TemplateContext(message, _options);
        context.SetValue("site_name", SiteName);
        return context;
    }

    public (string Subject, string Text) GetTemplate(Type kind)
    {
        var (subject, text, _) = SplitParts(EmailKind.FromName(kind.Name).Action);
        return (subject.Trim(), text.Trim());
    }

    private (IFluidTemplate Subject, IFluidTemplate Text, IFluidTemplate Html) Load(string name)
    {
        var (subject, text, html) = SplitParts(name);
        return (Parse(name, subject), Parse(name, text), Parse(name, html));
    }

    private static (string Subject, string Text, string Html) SplitParts(string name)
    {
        var source = ReadSource(name);
        var text = source.IndexOf(TextMarker, StringComparison.Ordinal);
        var html = source.IndexOf(HtmlMarker, StringComparison.Ordinal);
        if (text < 0 || html < text)
            throw new InvalidOperationException(
                $"The e-mail template {name} must have a subject, a line '--- text' and a line '--- html'."
            );
        return (source[..text], source[(text + TextMarker.Length)..html], source[(html + HtmlMarker.Length)..]);
    }

    private IFluidTemplate Parse(string name, string source) =>
        _parser.TryParse(source, out var template, out var error)
            ? template
            : throw new InvalidOperationException($"The e-mail template {name} is invalid: {error}");

    private static string ReadSource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Mail/{name}.liquid")
            ?? throw new InvalidOperationException($"There is no e-mail template {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
