using Microsoft.Playwright;

namespace BackpropCrossCheck.Pages.Tests;

/// <summary>Looks at a page as its readers see it: narrow and wide, light and dark, on paper, without network and script.</summary>
internal static class PageCheck
{
    // 210 mm less two margins of 16 mm, at 96 pixels an inch.
    private const int PaperWidth = 673;

    private static readonly int[] Widths = [400, 1400];

    /// <summary>All faults of a page, in words. Each fault is listed once, with the first view that shows it.</summary>
    /// <param name="html">The page.</param>
    public static async Task<IReadOnlyList<string>> FaultsAsync(string html)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("backprop-check-page-");
        try
        {
            string file = Path.Combine(folder.FullName, "page.html");
            await File.WriteAllTextAsync(file, html);
            var faults = new List<(string View, string Fault)>();
            foreach (int width in Widths)
            {
                foreach (ColorScheme scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
                {
                    string view = FormattableString.Invariant($"{width} px, {scheme}");
                    faults.AddRange((await FaultsOfViewAsync(new Uri(file), width, scheme, Media.Screen)).Select(fault => (view, fault)));
                }
            }

            faults.AddRange(
                (await FaultsOfViewAsync(new Uri(file), PaperWidth, ColorScheme.Dark, Media.Print)).Select(fault => ("paper", fault)));
            return [.. faults.DistinctBy(fault => fault.Fault).Select(fault => $"{fault.View}: {fault.Fault}")];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<List<string>> FaultsOfViewAsync(Uri file, int width, ColorScheme scheme, Media media)
    {
        var faults = new List<string>();
        await using IBrowserContext context = await Browser.Required.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = scheme,
            Offline = true,
        });
        // A limit would only measure how busy the machine is.
        context.SetDefaultTimeout(0);
        IPage page = await context.NewPageAsync();
        page.Console += (_, message) => faults.Add($"the console says: {message.Text}");
        page.PageError += (_, error) => faults.Add($"a script failed: {error}");
        page.Request += (_, request) =>
        {
            if (request.Url != file.AbsoluteUri && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                faults.Add($"it asks for {request.Url}");
            }
        };
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = media, ColorScheme = scheme });
        await page.GotoAsync(file.AbsoluteUri, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        if (await page.Locator("script").CountAsync() > 0)
        {
            faults.Add("it has a script");
        }

        faults.AddRange(await page.EvaluateAsync<string[]>(PageScript.Faults));
        if (media == Media.Print)
        {
            byte[] pdf = await page.PdfAsync(new PagePdfOptions { Format = PaperFormat.A4 });
            if (!pdf.AsSpan().StartsWith("%PDF-"u8) || pdf.AsSpan().IndexOf("/Page"u8) < 0)
            {
                faults.Add("it does not print");
            }
        }

        return faults;
    }
}
