using System.Globalization;
using System.Text;

namespace OpenEvent.PSLab.Functions;

/// <summary>
/// Parses <c>name(literal, …, key=literal)</c>. Literals are numbers (with sign, exponent, hexadecimal), strings in either quote with
/// escapes, lists, True, False and None; white space and comments are skipped. Operators, attributes, nested calls and second statements
/// are errors. See docs/reference/lab-functions.md#function-strings.
/// </summary>
public sealed class FunctionString
{
    private const int MaxLength = 65_536,
        MaxListDepth = 8;

    private readonly string _text;
    private int _position;

    private FunctionString(string text) => _text = text;

    /// <summary>Parses a call and checks its arguments against the catalogue.</summary>
    /// <exception cref="FunctionException">The text is not a valid call. The exception has the column.</exception>
    public static FunctionCall Parse(string text, FunctionCatalogue? catalogue = null)
    {
        if (text.Length > MaxLength)
            throw new FunctionException(FunctionErrorKind.Syntax, $"A function string has at most {MaxLength} characters.", MaxLength + 1);
        return new FunctionString(text).Read(catalogue ?? FunctionCatalogue.Standard);
    }

    private FunctionCall Read(FunctionCatalogue catalogue)
    {
        SkipWhitespace();
        var nameStart = _position;
        var name = Name()
            ?? throw CreateSyntaxException(
                _position >= _text.Length ? "a function's name is missing." : $"a function's name is expected, not {DescribeCurrent()}."
            );
        SkipWhitespace();
        if (!TryConsume('('))
            throw CreateSyntaxException(
                _position >= _text.Length ? $"'(' is missing after {name}." : $"'(' is expected after {name}, not {DescribeCurrent()}."
            );
        var (positional, named) = Arguments();
        SkipWhitespace();
        if (_position < _text.Length && _text[_position] == ';')
            throw CreateSyntaxException("only one call is allowed.");
        if (_position < _text.Length)
            throw CreateSyntaxException($"nothing may follow the call, but there is {DescribeCurrent()}.");
        var function = catalogue.Find(name)
            ?? throw new FunctionException(FunctionErrorKind.UnknownName, DescribeUnknownName(name, catalogue), nameStart + 1);
        return new FunctionCall(function, Functions.FunctionArguments.Bind(function, positional, named, nameStart + 1));
    }

    private (List<Literal> Positional, List<(string Name, int Column, Literal Value)> Named) Arguments()
    {
        var positional = new List<Literal>();
        var named = new List<(string, int, Literal)>();
        SkipWhitespace();
        if (TryConsume(')'))
            return (positional, named);
        while (true)
        {
            SkipWhitespace();
            var from = _position;
            if (Name() is { } word && TryConsumeEquals() is var isKeyword && isKeyword)
            {
                SkipWhitespace();
                named.Add((word, from + 1, Value(0)));
            }
            else
            {
                _position = from;
                if (named.Count > 0)
                    throw CreateSyntaxException("a positional argument may not follow a keyword argument.");
                positional.Add(Value(0));
            }
            SkipWhitespace();
            if (TryConsume(')'))
                return (positional, named);
            if (!TryConsume(','))
                throw CreateSyntaxException(
                    _position >= _text.Length ? "')' is missing." : $"',' or ')' is expected, not {DescribeCurrent()}."
                );
            SkipWhitespace();
            if (TryConsume(')'))
                return (positional, named);
        }
    }

    private bool TryConsumeEquals()
    {
        SkipWhitespace();
        if (_position + 1 < _text.Length && _text[_position] == '=' && _text[_position + 1] == '=')
            throw CreateSyntaxException("operators are not allowed.");
        return TryConsume('=');
    }

    private Literal Value(int depth)
    {
        var column = _position + 1;
        if (_position >= _text.Length)
            throw CreateSyntaxException("a value is missing.");
        var c = _text[_position];
        if (c is '\'' or '"')
            return new Literal(Text(), column);
        if (c is '[' or '(')
            return new Literal(List(depth, c == '[' ? ']' : ')'), column);
        if (char.IsAsciiDigit(c) || c is '+' or '-' or '.')
            return new Literal(Number(), column);
        if (Name() is not { } word)
            throw CreateSyntaxException($"a value is expected, not {DescribeCurrent()}.");
        var end = _position;
        SkipWhitespace();
        var what = _position < _text.Length ? _text[_position] : '\0';
        return word switch
        {
            "True" => new Literal(true, column),
            "False" => new Literal(false, column),
            "None" => new Literal(null, column),
            _ when what == '(' => throw new FunctionException(
                FunctionErrorKind.Syntax,
                $"a call inside a call is not allowed: {word}.",
                column
            ),
            _ when what == '.' => throw new FunctionException(FunctionErrorKind.Syntax, $"attributes are not allowed: {word}.", end + 1),
            _ => throw new FunctionException(FunctionErrorKind.Syntax, $"{word} is not a value; text needs quotes: '{word}'.", column),
        };
    }

    private List<Literal> List(int depth, char close)
    {
        if (depth == MaxListDepth)
            throw CreateSyntaxException($"lists can be nested at most {MaxListDepth} deep.");
        var open = _position++;
        var items = new List<Literal>();
        SkipWhitespace();
        while (!TryConsume(close))
        {
            items.Add(Value(depth + 1));
            SkipWhitespace();
            if (TryConsume(','))
            {
                SkipWhitespace();
                continue;
            }
            if (close == ')' && items.Count == 1 && _position < _text.Length && _text[_position] == ')')
                throw new FunctionException(FunctionErrorKind.Syntax, "parentheses around a value are not allowed.", open + 1);
            if (_position >= _text.Length || _text[_position] != close)
                throw CreateSyntaxException(
                    _position >= _text.Length ? $"'{close}' is missing." : $"',' or '{close}' is expected, not {DescribeCurrent()}."
                );
        }
        return items;
    }

    private object Number()
    {
        var from = _position;
        if (_text[_position] is '+' or '-')
            _position++;
        var digits = _position;
        if (IsAt("0x") || IsAt("0X"))
        {
            _position += 2;
            while (_position < _text.Length && char.IsAsciiHexDigit(_text[_position]))
                _position++;
            if (_position == digits + 2 || _position - digits > 17 || IsWordContinued())
                throw CreateNumberException(from);
            var value = (double)
                ulong.Parse(_text.AsSpan(digits + 2, _position - digits - 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            return _text[from] == '-' ? -value : value;
        }
        Digits();
        if (_position < _text.Length && _text[_position] == '.')
        {
            _position++;
            Digits();
        }
        if (!_text.AsSpan(digits, _position - digits).ContainsAnyInRange('0', '9'))
            throw CreateNumberException(from);
        if (_position < _text.Length && _text[_position] is 'e' or 'E')
        {
            _position++;
            if (_position < _text.Length && _text[_position] is '+' or '-')
                _position++;
            var exponent = _position;
            Digits();
            if (_position == exponent)
                throw CreateNumberException(from);
        }
        if (IsWordContinued())
            throw CreateNumberException(from);
        var number = double.Parse(_text.AsSpan(from, _position - from), NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(number)
            ? number
            : throw new FunctionException(FunctionErrorKind.Syntax, "the number is too large.", from + 1);
    }

    private string Text()
    {
        var quote = _text[_position];
        var open = _position++;
        var result = new StringBuilder();
        while (true)
        {
            if (_position >= _text.Length || _text[_position] is '\n' or '\r')
                throw new FunctionException(FunctionErrorKind.Syntax, $"the text has no closing {quote}.", open + 1);
            var c = _text[_position++];
            if (c == quote)
                return result.ToString();
            result.Append(c == '\\' ? Escape() : c);
        }
    }

    private char Escape()
    {
        var column = _position;
        if (_position >= _text.Length)
            throw new FunctionException(FunctionErrorKind.Syntax, "the escape sequence is incomplete.", column);
        var c = _text[_position++];
        return c switch
        {
            '\\' or '\'' or '"' => c,
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '0' => '\0',
            'x' => Code(2),
            'u' => Code(4),
            _ => throw new FunctionException(FunctionErrorKind.Syntax, $"\\{c} is not an escape sequence.", column),
        };

        char Code(int digits)
        {
            if (
                _position + digits > _text.Length
                || !ushort.TryParse(
                    _text.AsSpan(_position, digits),
                    NumberStyles.AllowHexSpecifier,
                    CultureInfo.InvariantCulture,
                    out var code
                )
            )
                throw new FunctionException(FunctionErrorKind.Syntax, $"\\{c} needs {digits} hexadecimal digits.", column);
            _position += digits;
            return (char)code;
        }
    }

    private string? Name()
    {
        var from = _position;
        if (_position < _text.Length && (char.IsAsciiLetter(_text[_position]) || _text[_position] == '_'))
            while (_position < _text.Length && (char.IsAsciiLetterOrDigit(_text[_position]) || _text[_position] == '_'))
                _position++;
        return _position > from ? _text[from.._position] : null;
    }

    private void SkipWhitespace()
    {
        for (; _position < _text.Length; _position++)
            if (_text[_position] == '#')
                while (_position + 1 < _text.Length && _text[_position + 1] != '\n')
                    _position++;
            else if (!char.IsWhiteSpace(_text[_position]))
                return;
    }

    private void Digits()
    {
        while (_position < _text.Length && char.IsAsciiDigit(_text[_position]))
            _position++;
    }

    private bool TryConsume(char c)
    {
        if (_position >= _text.Length || _text[_position] != c)
            return false;
        _position++;
        return true;
    }

    private bool IsAt(string what) => string.CompareOrdinal(_text, _position, what, 0, what.Length) == 0;

    private bool IsWordContinued() =>
        _position < _text.Length && (char.IsAsciiLetterOrDigit(_text[_position]) || _text[_position] is '_' or '.');

    private string DescribeCurrent() =>
        Rune.TryGetRuneAt(_text, _position, out var rune) && !Rune.IsControl(rune) ? $"'{rune}'" : "a control character";

    private FunctionException CreateSyntaxException(string message) => new(FunctionErrorKind.Syntax, message, _position + 1);

    private static FunctionException CreateNumberException(int from) => new(FunctionErrorKind.Syntax, "this is not a number.", from + 1);

    private static string DescribeUnknownName(string name, FunctionCatalogue catalogue) =>
        catalogue.FindSimilar(name) is { } similar
            ? $"there is no function {name}; did you mean {similar}?"
            : $"there is no function {FunctionCatalogue.Shorten(name)}.";
}
