using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Fluid;
using OpenEvent.Application.Common;
using OpenEvent.Application.Notifications;
using OpenEvent.Application.Ticketing;

namespace OpenEvent.Infrastructure.Mail;

/// <summary>
/// Writes letters by Liquid templates (Templates/*.liquid, inside the assembly). A template has three parts: the subject on the first line, the plain
/// text after <c>--- text</c>, the HTML body after <c>--- html</c>, which <c>layout.liquid</c> frames. Values are HTML-encoded in the HTML part.
/// All templates are parsed when the server starts; a broken one stops it there.
/// </summary>
internal sealed class MailTemplates : ILetterWriter
{
    private const string TextMark = "\n--- text\n",
        HtmlMark = "\n--- html\n";

    /// <summary>Keeps Ελληνικά and 中文 readable in the source; encodes what HTML gives a meaning to.</summary>
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly FluidParser _parser = new();
    private readonly TemplateOptions _options = new() { CultureInfo = CultureInfo.InvariantCulture };
    private readonly Dictionary<Type, (IFluidTemplate Subject, IFluidTemplate Text, IFluidTemplate Html)> _templates;
    private readonly IFluidTemplate _layout;
    private readonly string _siteName;

    public MailTemplates(string siteName)
    {
        _siteName = siteName;
        _options.MemberAccessStrategy.MemberNameStrategy = member => JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Name);
        foreach (var kind in LetterKind.All)
            _options.MemberAccessStrategy.Register(kind.Type);
        _options.MemberAccessStrategy.Register<EventPrint>();
        _options.MemberAccessStrategy.Register<TicketLink>();
        _options.MemberAccessStrategy.Register<InvoiceFacts>();
        _options.MemberAccessStrategy.Register<EventPrint, string>("when", e => EventTime.Span(e.StartsAt, e.EndsAt, e.TimeZone));
        _options.MemberAccessStrategy.Register<EventPrint, string>("zone", e => EventTime.Zone(e.StartsAt, e.TimeZone));
        _options.MemberAccessStrategy.Register<TicketSale>();
        _options.MemberAccessStrategy.Register<TicketSale, string>("when", sale => EventTime.Span(sale.EndsAt, null, sale.TimeZone));
        _layout = Parse("layout", Source("layout"));
        _templates = LetterKind.All.ToDictionary(kind => kind.Type, kind => Load(kind.Action));
    }

    public LetterText Write(Letter letter, DateTimeOffset now)
    {
        var (subject, text, html) = _templates[letter.GetType()];
        var frame = Context(letter);
        frame.SetValue("body", html.Render(Context(letter), Html));
        frame.SetValue("subject", subject.Render(Context(letter), NullEncoder.Default));
        return new LetterText(
            subject.Render(Context(letter), NullEncoder.Default).Trim(),
            _layout.Render(frame, Html),
            text.Render(Context(letter), NullEncoder.Default).Trim() + "\n",
            letter is IDated dated ? [CalendarFile.Of(dated, now)] : []
        );
    }

    private TemplateContext Context(Letter letter)
    {
        var context = new TemplateContext(letter, _options);
        context.SetValue("site_name", _siteName);
        return context;
    }

    public (string Subject, string Text) TemplateOf(Type kind)
    {
        var (subject, text, _) = Parts(LetterKind.Named(kind.Name).Action);
        return (subject.Trim(), text.Trim());
    }

    private (IFluidTemplate Subject, IFluidTemplate Text, IFluidTemplate Html) Load(string name)
    {
        var (subject, text, html) = Parts(name);
        return (Parse(name, subject), Parse(name, text), Parse(name, html));
    }

    private static (string Subject, string Text, string Html) Parts(string name)
    {
        var source = Source(name);
        var (text, html) = (source.IndexOf(TextMark, StringComparison.Ordinal), source.IndexOf(HtmlMark, StringComparison.Ordinal));
        if (text < 0 || html < text)
            throw new InvalidOperationException($"The mail template {name} needs a subject, a line '--- text' and a line '--- html'.");
        return (source[..text], source[(text + TextMark.Length)..html], source[(html + HtmlMark.Length)..]);
    }

    private IFluidTemplate Parse(string name, string source) =>
        _parser.TryParse(source, out var template, out var error)
            ? template
            : throw new InvalidOperationException($"The mail template {name} is broken: {error}");

    private static string Source(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Mail/{name}.liquid")
            ?? throw new InvalidOperationException($"There is no mail template {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
