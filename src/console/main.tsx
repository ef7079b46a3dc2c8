import { render } from 'preact';
import { App } from './shell/app.tsx';
import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/parts.css';
import './styles/screens.css';
import './styles/records.css';

const place = document.getElementById('console');
if (place !== null) render(<App />, place);
