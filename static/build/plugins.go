package main

import (
	"os"

	"github.com/evanw/esbuild/pkg/api"
)

// vendored lets scripts import htmx, whose file makes a global and exports nothing:
// `import htmx from '…/htmx-4.0.1.min.js'`.
const vendored = `vendor/htmx-[0-9.]+\.min\.js$`

func plugins() []api.Plugin {
	return []api.Plugin{
		{Name: "vendored", Setup: func(build api.PluginBuild) {
			build.OnLoad(api.OnLoadOptions{Filter: vendored}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
				source, err := os.ReadFile(args.Path)
				code := string(source) + "\nexport default htmx;\n"
				return api.OnLoadResult{Contents: &code, Loader: api.LoaderJS}, err
			})
		}},
		// The loader's style goes into a shadow root: import css from './launcher.css' is a string.
		{Name: "style as text", Setup: func(build api.PluginBuild) {
			build.OnLoad(api.OnLoadOptions{Filter: `/js/.*\.css$`}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
				source, err := os.ReadFile(args.Path)
				got := api.Transform(string(source), api.TransformOptions{Loader: api.LoaderCSS, MinifyWhitespace: true, MinifySyntax: true})
				code := string(got.Code)
				return api.OnLoadResult{Contents: &code, Loader: api.LoaderText}, err
			})
		}},
	}
}
