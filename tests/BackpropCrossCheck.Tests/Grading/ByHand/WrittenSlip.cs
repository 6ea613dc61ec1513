using System.Globalization;

namespace BackpropCrossCheck.Tests.Grading.ByHand;

/// <summary>What a hand writes in the place of a number by mistake.</summary>
internal static class WrittenSlip
{
    /// <summary>A number with two digits exchanged, another digit, the other sign, the point moved, a digit left out or written twice; the
    /// number itself where that changes nothing.</summary>
    /// <param name="random">The choice.</param>
    /// <param name="value">The number, with the digits that were written.</param>
    public static decimal Of(Random random, decimal value)
    {
        string text = Math.Abs(value).ToString(CultureInfo.InvariantCulture);
        int[] places = [.. Enumerable.Range(0, text.Length).Where(i => text[i] != '.')];
        int place = places[random.Next(places.Length)];
        string written = random.Next(7) switch
        {
            0 => Exchanged(text, place, places.FirstOrDefault(next => next > place, place)),
            1 or 2 => text[..place] + (char)('0' + random.Next(10)) + text[(place + 1)..],
            3 => "-" + text,
            4 => (decimal.Parse(text, CultureInfo.InvariantCulture) * (random.Next(2) == 0 ? 10m : 0.1m))
                .ToString(CultureInfo.InvariantCulture),
            5 when places.Length > 2 => text.Remove(place, 1),
            _ => text.Insert(place, text[place].ToString()),
        };
        decimal slip = decimal.Parse(written, NumberStyles.Float, CultureInfo.InvariantCulture);
        return value < 0 ? -slip : slip;
    }

    private static string Exchanged(string text, int first, int second)
    {
        char[] digits = text.ToCharArray();
        (digits[first], digits[second]) = (digits[second], digits[first]);
        return new string(digits);
    }
}
